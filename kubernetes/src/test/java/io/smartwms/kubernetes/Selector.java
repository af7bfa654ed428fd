package io.smartwms.kubernetes;

import static io.smartwms.kubernetes.Yaml.text;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Which pods a label selector selects. */
final class Selector {

    private Selector() {}

    /** A selector with {@code matchLabels} and {@code matchExpressions}; an empty one selects all pods. */
    static boolean selects(JsonNode selector, Map<String, String> labels) {
        return hasAll(selector.path("matchLabels"), labels)
                && selector.path("matchExpressions").values().stream()
                        .allMatch(expression -> isTrue(expression, labels));
    }

    /** A Service's selector: plain labels; an empty one selects none. */
    static boolean selectsPlainly(JsonNode selector, Map<String, String> labels) {
        return !selector.isEmpty() && hasAll(selector, labels);
    }

    private static boolean hasAll(JsonNode wanted, Map<String, String> labels) {
        return wanted.properties().stream()
                .allMatch(label -> text(label.getValue()).equals(labels.get(label.getKey())));
    }

    private static boolean isTrue(JsonNode expression, Map<String, String> labels) {
        String value = labels.get(text(expression.path("key")));
        List<String> values =
                expression.path("values").values().stream().map(Yaml::text).toList();
        return switch (text(expression.path("operator"))) {
            case "In" -> value != null && values.contains(value);
            case "NotIn" -> value == null || !values.contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> false;
        };
    }
}
