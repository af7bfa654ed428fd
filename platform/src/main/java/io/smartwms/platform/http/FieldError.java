package io.smartwms.platform.http;

import io.smartwms.platform.problem.RequestExcerpt;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A member of a problem's {@code errors}: the field that is wrong, and why. */
record FieldError(String field, String reason) {

    FieldError {
        field = RequestExcerpt.of(field);
    }

    static FieldError wrongType(String field, @Nullable Object value, @Nullable Class<?> type) {
        return new FieldError(field, "'%s' is not %s".formatted(RequestExcerpt.of(value), describe(type)));
    }

    /** The type in a caller's words: no class name leaves the service. */
    static String describe(@Nullable Class<?> type) {
        if (type == null) {
            return "of the right type";
        }
        if (type.isEnum()) {
            return "one of "
                    + List.of(type.getEnumConstants()).stream()
                            .map(Object::toString)
                            .collect(Collectors.joining(", "));
        }
        return switch (type.getSimpleName()) {
            case "int", "Integer", "long", "Long" -> "a whole number";
            case "BigDecimal", "double", "Double" -> "a number";
            case "boolean", "Boolean" -> "true or false";
            case "String" -> "a text";
            case "Instant" -> "a time such as 2026-01-31T09:00:00Z";
            case "Duration" -> "a duration such as PT2H";
            default -> "of the right type";
        };
    }
}
