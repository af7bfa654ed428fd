package io.smartwms.kubernetes;

import static io.smartwms.kubernetes.Yaml.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What the manifests must fit in the rest of the repository: modules, their settings, the image's environment. */
final class Project {

    private static final Path ROOT = Path.of("..");

    /** Folder by the name it has in a cluster, where names are in lower case. */
    private static final Map<String, String> MODULES = List.of(
                    "order",
                    "deliveryOrder",
                    "deliveryPicking",
                    "deliveryPacking",
                    "product",
                    "stock",
                    "customerCenter",
                    "deliveryCenter",
                    "gateway")
            .stream()
            .collect(Collectors.toMap(module -> module.toLowerCase(Locale.ROOT), module -> module));

    private static final Map<String, JsonNode> SETTINGS = MODULES.values().stream()
            .collect(Collectors.toMap(
                    module -> module,
                    module -> Yaml.read(ROOT.resolve(module).resolve("src/main/resources/application.yml"))));

    private static final JsonNode DEFAULTS =
            Yaml.read(ROOT.resolve("platform/src/main/resources/smartwms-defaults.yml"));

    private static final Map<String, String> IMAGE = imageEnvironment();

    private Project() {}

    static Optional<String> module(String name) {
        return Optional.ofNullable(MODULES.get(name));
    }

    /** Whether a module stores something and consumes events; only the gateway does not. */
    static boolean isService(String module) {
        return !module.equals("gateway");
    }

    /** The names in {@code wms.services} of the module: whom it calls. */
    static List<String> calls(String module) {
        return List.copyOf(SETTINGS.get(module).at("/wms/services").propertyNames());
    }

    /** A property as the module has it without any environment, its own file before the platform's; empty if in neither. */
    static String property(String module, String name) {
        String pointer = "/" + name.replace('.', '/');
        String own = text(SETTINGS.get(module), pointer);
        String value = own.isEmpty() && isService(module) ? text(DEFAULTS, pointer) : own;
        return value.replace("${spring.application.name}", text(SETTINGS.get(module), "/spring/application/name"));
    }

    /** What the Dockerfile sets for every container. */
    static Map<String, String> image() {
        return IMAGE;
    }

    /** How many partitions the topic of all events has, and so the highest number of consumers that get a partition. */
    static int partitions() {
        return DEFAULTS.at("/spring/cloud/stream/kafka/binder/min-partition-count")
                .asInt();
    }

    /** {@code 31s}, {@code 2m}, {@code 500ms}, as Spring writes durations. */
    static Duration duration(String text) {
        return text.endsWith("ms")
                ? Duration.ofMillis(Long.parseLong(text.replace("ms", "")))
                : Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    }

    private static Map<String, String> imageEnvironment() {
        Map<String, String> environment = new TreeMap<>();
        try {
            String dockerfile = Files.readString(ROOT.resolve("Dockerfile")).replaceAll("\\\\\\R", " ");
            dockerfile.lines().filter(line -> line.startsWith("ENV ")).forEach(line -> {
                var variables = Pattern.compile("(\\w+)=(\"[^\"]*\"|\\S+)").matcher(line);
                while (variables.find()) {
                    environment.put(variables.group(1), variables.group(2).replace("\"", ""));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return environment;
    }
}
