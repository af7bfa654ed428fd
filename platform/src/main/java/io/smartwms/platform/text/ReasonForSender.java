package io.smartwms.platform.text;

/** Implemented by exceptions of the JSON parser whose reason is written for whoever sent the value. */
public interface ReasonForSender {

    /** Completes the sentence that begins with the field's name. */
    String reason();
}
