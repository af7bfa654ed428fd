package io.smartwms.platform.text;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.exc.MismatchedInputException;

/** A text in a body that {@link Texts} refuses. The original message is the reason, worded to follow the name of the field. */
public class InvalidTextException extends MismatchedInputException {

    InvalidTextException(JsonParser p, String reason) {
        super(p, reason, String.class);
    }
}
