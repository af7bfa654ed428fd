package io.smartwms.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartwms.harness.RunningSystem;
import io.smartwms.platform.event.DomainEvent;
import io.smartwms.platform.event.Whenever;
import io.smartwms.platform.test.Contracts;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who publishes what, and who consumes it: collected from all services, checked, and drawn. */
class ChoreographyTest {

    /** Told to whoever outside wants to know; no service of ours listens. */
    private static final Set<String> FOR_OTHERS = Set.of("StockRegistered", "StockIncreased", "StockDecreased");

    private static final Path DIAGRAM = Path.of("../..", "docs", "choreography.md");

    private final Map<String, Set<String>> says = new TreeMap<>();
    private final Map<String, Set<String>> hears = new TreeMap<>();

    ChoreographyTest() throws IOException, ClassNotFoundException {
        for (String service : RunningSystem.COMPONENTS) {
            Path classes = Path.of(
                    "../..",
                    service,
                    "target",
                    "classes",
                    "io",
                    "smartwms",
                    service.toLowerCase(java.util.Locale.ROOT));
            if (!Files.isDirectory(classes) || service.equals("gateway")) {
                continue;
            }
            for (Class<?> type : classesIn(classes, service)) {
                if (type.isRecord() && DomainEvent.class.isAssignableFrom(type)) {
                    says.computeIfAbsent(service, s -> new TreeSet<>()).add(type.getSimpleName());
                }
                for (Method method : type.getDeclaredMethods()) {
                    if (method.isAnnotationPresent(Whenever.class)) {
                        hears.computeIfAbsent(service, s -> new TreeSet<>())
                                .add(method.getParameterTypes()[0].getSimpleName());
                    }
                }
            }
        }
    }

    private static List<Class<?>> classesIn(Path folder, String service) throws IOException, ClassNotFoundException {
        List<Class<?>> types = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                String name =
                        folder.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
                types.add(Class.forName(
                        "io.smartwms." + service.toLowerCase(java.util.Locale.ROOT) + "." + name,
                        false,
                        ChoreographyTest.class.getClassLoader()));
            }
        }
        return types;
    }

    @Test
    void everyEventThatSomebodyHearsIsSaidByExactlyOneService() {
        assertThat(hears)
                .containsOnlyKeys(
                        "order",
                        "deliveryOrder",
                        "deliveryPicking",
                        "deliveryPacking",
                        "stock",
                        "customerCenter",
                        "deliveryCenter");
        hears.forEach((service, events) ->
                events.forEach(event -> assertThat(says.values().stream().filter(said -> said.contains(event)))
                        .as("who says the %s that %s hears", event, service)
                        .hasSize(1)));
    }

    @Test
    void everyEventThatIsSaidIsHeardOrMeantForOthers() {
        Set<String> heard = new TreeSet<>(FOR_OTHERS);
        hears.values().forEach(heard::addAll);
        says.forEach((service, events) ->
                assertThat(heard).as("what %s says", service).containsAll(events));
    }

    @Test
    void everyEventHasAContractAndEveryContractAnEvent() {
        Set<String> said = new TreeSet<>();
        says.values().forEach(said::addAll);
        assertThat(Contracts.types()).containsExactlyInAnyOrderElementsOf(said);
    }

    /** Run with {@code -Dchoreography.write} after a change of the flow, and look at what has changed. */
    @Test
    void theDiagramInTheDocumentationIsThatOfTheCode() throws IOException {
        String drawn = draw();
        if (System.getProperty("choreography.write") != null) {
            Files.writeString(DIAGRAM, drawn);
        }
        assertThat(DIAGRAM).hasContent(drawn);
    }

    private String draw() {
        StringBuilder text = new StringBuilder();
        text.append("# Who publishes what, and who consumes it\n\n");
        text.append(
                "Made from the code by `ChoreographyTest`, which fails when it is out of date. The two views hear nearly\n");
        text.append("everything and are left out of the picture; the table has them.\n\n```mermaid\nflowchart LR\n");
        Set<String> views = Set.of("customerCenter", "deliveryCenter");
        says.forEach((speaker, events) -> hears.forEach((listener, heard) -> {
            Set<String> common = new TreeSet<>(events);
            common.retainAll(heard);
            if (!common.isEmpty() && !views.contains(listener)) {
                text.append("    %s -- \"%s\" --> %s%n".formatted(speaker, String.join("<br>", common), listener));
            }
        }));
        text.append("    order -. \"cancel (Feign, Hystrix)\" .-> deliveryOrder\n");
        text.append("```\n\n| event | said by | heard by |\n|---|---|---|\n");
        says.forEach((speaker, events) -> events.forEach(event -> {
            List<String> listeners = hears.entrySet().stream()
                    .filter(e -> e.getValue().contains(event))
                    .map(Map.Entry::getKey)
                    .toList();
            text.append("| `%s` | %s | %s |%n".formatted(event, speaker, String.join(", ", listeners)));
        }));
        return text.toString();
    }
}
