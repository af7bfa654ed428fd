package io.smartwms.platform.text;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.exc.MismatchedInputException;

/** A text in a body that {@link Texts} refuses; the original message says why, in words that follow the name of its field. */
public class RefusedText extends MismatchedInputException {

    RefusedText(JsonParser p, String reason) {
        super(p, reason, String.class);
    }
}
