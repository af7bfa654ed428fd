package io.smartwms.platform.text;

import java.beans.PropertyEditorSupport;
import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Whole numbers as they are written: ASCII digits, with a minus if need be. Java's own parsing also takes other scripts' digits,
 * a plus and hexadecimal numbers, so that one thing had several addresses.
 */
final class WholeNumbers {

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,19}");

    private WholeNumbers() {}

    static OptionalLong parse(String text, long min, long max) {
        if (DECIMAL.matcher(text).matches()) {
            try {
                long number = Long.parseLong(text);
                if (number >= min && number <= max) {
                    return OptionalLong.of(number);
                }
            } catch (NumberFormatException tooLarge) {
                return OptionalLong.empty();
            }
        }
        return OptionalLong.empty();
    }

    /**
     * For arguments of controllers. A converter would not do: when it fails, the data binder asks Java's own parsing all the
     * same.
     */
    static final class Editor extends PropertyEditorSupport {

        private final boolean isInt;

        Editor(boolean isInt) {
            this.isInt = isInt;
        }

        @Override
        public void setAsText(String text) {
            long number = parse(
                            text,
                            isInt ? Integer.MIN_VALUE : Long.MIN_VALUE,
                            isInt ? Integer.MAX_VALUE : Long.MAX_VALUE)
                    .orElseThrow(() -> new IllegalArgumentException("not a whole number"));
            setValue(isInt ? (Object) (int) number : (Object) number);
        }
    }

    /** For ids and parameters of repositories. */
    static final class FromText implements Converter<String, Long> {

        @Override
        public Long convert(String text) {
            return parse(text, Long.MIN_VALUE, Long.MAX_VALUE)
                    .orElseThrow(() -> new NumberFormatException("not a whole number"));
        }
    }

    /** In bodies: a number, or a number as text, as {@code http} sends it. {@code 1.0} is a whole number, {@code 1.5} is none. */
    static final class FromJson extends StdScalarDeserializer<Integer> {

        FromJson() {
            super(Integer.class);
        }

        @Override
        public @Nullable Integer deserialize(JsonParser parser, DeserializationContext context) {
            JsonToken token = parser.currentToken();
            if (token == JsonToken.VALUE_NUMBER_INT) {
                return parser.getIntValue();
            }
            if (token == JsonToken.VALUE_NUMBER_FLOAT) {
                return whole(parser);
            }
            if (token == JsonToken.VALUE_STRING) {
                OptionalLong number = parse(parser.getString(), Integer.MIN_VALUE, Integer.MAX_VALUE);
                return number.isPresent()
                        ? (Integer) (int) number.getAsLong()
                        : (Integer)
                                context.handleWeirdStringValue(Integer.class, parser.getString(), "no whole number");
            }
            return (Integer) context.handleUnexpectedToken(getValueType(context), parser);
        }

        private static Integer whole(JsonParser parser) {
            try {
                BigDecimal number = parser.getDecimalValue();
                return number.intValueExact();
            } catch (ArithmeticException e) {
                throw new TextDeserializer.RefusedValue(parser, "must be a whole number in range");
            }
        }
    }
}
