package io.smartwms.platform.http;

import io.smartwms.platform.text.InvalidTextException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says which field of a JSON body cannot be read and why, from Jackson's exceptions but not in their words. */
final class JsonErrors {

    private JsonErrors() {}

    static FieldError describe(HttpMessageNotReadableException e) {
        if (e.getCause() instanceof UnrecognizedPropertyException unknown) {
            return new FieldError(field(unknown), "is not a field that can be set");
        }
        if (e.getCause() instanceof InvalidTextException text) {
            return new FieldError(field(text), text.getOriginalMessage());
        }
        if (e.getCause() instanceof InvalidFormatException format) {
            return FieldError.wrongType(field(format), format.getValue(), format.getTargetType());
        }
        if (e.getCause() instanceof MismatchedInputException mismatch) {
            String field = field(mismatch);
            return field.isEmpty()
                    ? new FieldError("body", "a JSON object is expected")
                    : new FieldError(field, "must be " + FieldError.describe(mismatch.getTargetType()));
        }
        if (e.getCause() instanceof StreamReadException read) {
            JsonParser parser = read.processor();
            if (parser != null && read.getOriginalMessage().startsWith("Duplicate ")) {
                return new FieldError(String.valueOf(parser.currentName()), "is given twice");
            }
            boolean number = read instanceof InputCoercionException;
            String field = field(read);
            return number
                    ? new FieldError(field.isEmpty() ? "body" : field, "is a number out of range")
                    : new FieldError(
                            "body",
                            "not valid JSON near line %d, column %d"
                                    .formatted(
                                            read.getLocation().getLineNr(),
                                            read.getLocation().getColumnNr()));
        }
        if (e.getCause() instanceof JacksonException json && !field(json).isEmpty()) {
            return new FieldError(field(json), "has a value that cannot be read");
        }
        return new FieldError("body", "a JSON object is expected");
    }

    /** As Bean Validation writes it: {@code lines[0].productId}. */
    private static String field(JacksonException e) {
        StringBuilder field = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            if (step.getPropertyName() == null) {
                field.append('[').append(step.getIndex()).append(']');
            } else {
                field.append(field.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return field.toString();
    }
}
