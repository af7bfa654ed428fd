package io.smartwms.platform.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The published contract of the events: one JSON schema and one sample for each, in the project's {@code contracts} folder.
 * Publishers and readers are held against it, never against one another. Beside them in {@code released} are the schemas of
 * the latest release, whose publishers and readers run next to ours during a rolling update.
 */
public final class Contracts {

    private static final Path FOLDER = folder();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<String, Schema> READ = new ConcurrentHashMap<>();

    private Contracts() {}

    private static Path folder() {
        Path here = Path.of("").toAbsolutePath();
        while (here != null && !Files.isDirectory(here.resolve("contracts/events"))) {
            here = here.getParent();
        }
        if (here == null) {
            throw new IllegalStateException(
                    "The folder contracts/events is not above " + Path.of("").toAbsolutePath());
        }
        return here.resolve("contracts/events");
    }

    /** All events that have a contract. */
    public static Set<String> types() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".schema.json"))
                    .map(f -> f.replace(".schema.json", ""))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sample of an event. */
    public static JsonNode sample(String type) {
        return JSON.readTree(read(type + ".sample.json"));
    }

    /** The sample of an event, about the order of this id, which is a parcel of its own. */
    public static ObjectNode sample(String type, long id) {
        return sample(type, id, id, 1);
    }

    /** The sample of an event, about the order of this id, which is one of the lines of a parcel. */
    public static ObjectNode sample(String type, long id, long parcelId, int parcelLines) {
        ObjectNode body = (ObjectNode) sample(type);
        body.put("id", id);
        Map<String, Long> numbers =
                Map.of("deliveryOrderId", id, "parcelId", parcelId, "parcelLines", (long) parcelLines);
        numbers.forEach((field, number) -> {
            if (body.has(field)) {
                body.put(field, number);
            }
        });
        return body;
    }

    /** Fails unless the document is a valid event of the type. */
    public static void validate(String type, JsonNode body) {
        Schema schema = READ.computeIfAbsent(type, t -> SCHEMAS.getSchema(read(t + ".schema.json")));
        List<Error> errors = schema.validate(body);
        assertThat(errors).as("%s %s", type, body).isEmpty();
    }

    /** Checks each record that a sealed interface permits: it says exactly what the contract says, no more and no less. */
    public static void assertPublishes(Class<?> events) {
        for (Class<?> event : events.getPermittedSubclasses()) {
            String type = event.getSimpleName();
            JsonNode sample = sample(type);
            validate(type, sample);
            JsonNode written = JSON.readTree(JSON.writeValueAsString(JSON.treeToValue(sample, event)));
            assertThat(written)
                    .as("%s, read from its sample and written again", type)
                    .isEqualTo(sample);
            assertThat(components(event)).as("fields of %s", type).isEqualTo(properties(type));
            released(type)
                    .ifPresent(released -> assertThat(brokenBy(released, JSON.readTree(read(type + ".schema.json"))))
                            .as("what readers of the latest release would miss in %s", type)
                            .isEmpty());
        }
    }

    /** Checks each record nested in a class: the contract has every field it reads, and the sample fills it. */
    public static void assertConsumes(Class<?> events) {
        for (Class<?> event : events.getDeclaredClasses()) {
            if (!event.isRecord()) {
                continue;
            }
            String type = event.getSimpleName();
            assertThat(properties(type))
                    .as("fields that the contract of %s has", type)
                    .containsAll(components(event));
            assertReads(event, (ObjectNode) sample(type), properties(type));
            released(type).ifPresent(released -> {
                Set<String> fields = Set.copyOf(released.path("properties").propertyNames());
                assertReads(event, ((ObjectNode) sample(type)).retain(fields), fields);
            });
        }
    }

    private static void assertReads(Class<?> event, ObjectNode sample, Set<String> fields) {
        Object read = JSON.readerFor(event)
                .without(tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .readValue(sample);
        for (RecordComponent component : event.getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                if (fields.contains(component.getName())) {
                    assertThat(component.getAccessor().invoke(read))
                            .as("%s.%s, read from %s", event.getSimpleName(), component.getName(), sample)
                            .isNotNull();
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** What a reader of the released schema would stumble over in events of the other one; empty if that only adds. */
    public static List<String> brokenBy(JsonNode released, JsonNode now) {
        List<String> broken = new ArrayList<>();
        released.path("properties").properties().forEach(field -> {
            JsonNode definition = now.path("properties").path(field.getKey());
            if (definition.isMissingNode()) {
                broken.add(field.getKey() + " is gone");
            } else if (!definition.equals(field.getValue())) {
                broken.add(field.getKey() + " was " + field.getValue() + " and is " + definition);
            }
        });
        Set<String> was = texts(released.path("required"));
        Set<String> is = texts(now.path("required"));
        was.stream()
                .filter(f -> !is.contains(f))
                .map(f -> f + " may be missing")
                .forEach(broken::add);
        is.stream()
                .filter(f -> !was.contains(f))
                .map(f -> f + " is required, and older events have none")
                .forEach(broken::add);
        return broken;
    }

    private static Set<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Optional<JsonNode> released(String type) {
        Path file = FOLDER.resolveSibling("released").resolve(type + ".schema.json");
        return Files.exists(file) ? Optional.of(JSON.readTree(file)) : Optional.empty();
    }

    private static Set<String> components(Class<?> event) {
        return Arrays.stream(event.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
    }

    private static Set<String> properties(String type) {
        return Set.copyOf(
                JSON.readTree(read(type + ".schema.json")).path("properties").propertyNames());
    }

    private static String read(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException("There is no contract " + file, e);
        }
    }
}
