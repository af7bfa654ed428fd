package io.smartwms.platform.text;

import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** Reads texts of request bodies as {@link Texts} says. */
final class TextDeserializer extends StdScalarDeserializer<String> {

    TextDeserializer() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
        String text = StringDeserializer.instance.deserialize(parser, context);
        if (text == null) {
            return null;
        }
        String normalized = Texts.normalize(text);
        Optional<String> fault = Texts.fault(normalized);
        if (fault.isPresent()) {
            throw new RefusedValue(parser, fault.get());
        }
        return normalized;
    }

    /** A value that is refused for a reason that its sender can be told as it is. */
    static final class RefusedValue extends DatabindException implements ReasonForSender {

        RefusedValue(JsonParser parser, String reason) {
            super(parser, reason);
        }

        @Override
        public String reason() {
            return getOriginalMessage();
        }
    }
}
