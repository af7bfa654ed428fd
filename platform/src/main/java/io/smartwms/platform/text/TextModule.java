package io.smartwms.platform.text;

import java.math.BigDecimal;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.module.SimpleModule;

/** How texts and whole numbers are read from a body. */
class TextModule extends SimpleModule {

    TextModule() {
        super("texts");
        addDeserializer(String.class, new TextDeserializer());
        addDeserializer(Integer.class, new WholeNumber<>(Integer.class, null, Integer.MIN_VALUE, Integer.MAX_VALUE, n ->
                (int) n));
        addDeserializer(
                Integer.TYPE, new WholeNumber<>(Integer.TYPE, 0, Integer.MIN_VALUE, Integer.MAX_VALUE, n -> (int) n));
        addDeserializer(Long.class, new WholeNumber<>(Long.class, null, Long.MIN_VALUE, Long.MAX_VALUE, n -> n));
        addDeserializer(Long.TYPE, new WholeNumber<>(Long.TYPE, 0L, Long.MIN_VALUE, Long.MAX_VALUE, n -> n));
    }

    private static final class TextDeserializer extends StringDeserializer {

        @Override
        public @Nullable String deserialize(JsonParser p, DeserializationContext context) {
            String text = super.deserialize(p, context);
            try {
                return text == null ? null : Texts.normalized(text);
            } catch (Texts.Refused e) {
                throw new InvalidTextException(p, e.reason());
            }
        }
    }

    /** A number without a fraction, {@code 1} as well as {@code 1.0}, or the ASCII digits of one as a text. */
    private static final class WholeNumber<N extends Number> extends StdScalarDeserializer<N> {

        private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,30}");

        private final @Nullable N none;
        private final BigDecimal least;
        private final BigDecimal most;
        private final LongFunction<N> number;

        WholeNumber(Class<N> type, @Nullable N none, long least, long most, LongFunction<N> number) {
            super(type);
            this.none = none;
            this.least = BigDecimal.valueOf(least);
            this.most = BigDecimal.valueOf(most);
            this.number = number;
        }

        @Override
        public N deserialize(JsonParser p, DeserializationContext context) {
            JsonToken token = p.currentToken();
            if (token == JsonToken.VALUE_NUMBER_INT && p.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
                long value = p.getLongValue();
                return value >= least.longValue() && value <= most.longValue()
                        ? number.apply(value)
                        : refuse(p, context, "out of range");
            }
            if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
                return whole(p.getDecimalValue(), p, context);
            }
            if (token == JsonToken.VALUE_STRING && DIGITS.matcher(p.getString()).matches()) {
                return whole(new BigDecimal(p.getString()), p, context);
            }
            return refuse(p, context, "not a whole number");
        }

        private N whole(BigDecimal value, JsonParser p, DeserializationContext context) {
            if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                return refuse(p, context, "out of range");
            }
            return value.stripTrailingZeros().scale() <= 0
                    ? number.apply(value.longValueExact())
                    : refuse(p, context, "not a whole number");
        }

        private N refuse(JsonParser p, DeserializationContext context, String reason) {
            throw MismatchedInputException.from(p, handledType(), reason);
        }

        @Override
        public @Nullable Object getNullValue(DeserializationContext context) {
            if (none != null && context.isEnabled(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)) {
                context.reportInputMismatch(this, "null is no number");
            }
            return none;
        }
    }
}
