package io.smartwms.platform.problem;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;

/** 408 or 413: the body did not arrive in time, or is too large. The connection is closed; the rest of the body is not read. */
public class RequestBodyException extends ProblemException {

    public static final String TOO_SLOW = "The request's body took too long to arrive.";

    private RequestBodyException(HttpStatus status, String slug, String title, String detail) {
        super(status, slug, title, detail);
        withHeader(HttpHeaders.CONNECTION, "close");
    }

    public static RequestBodyException tooLarge(DataSize max) {
        return new RequestBodyException(
                HttpStatus.CONTENT_TOO_LARGE,
                "payload-too-large",
                "Payload too large",
                "The body must have at most %d bytes.".formatted(max.toBytes()));
    }

    public static RequestBodyException tooSlow() {
        return new RequestBodyException(HttpStatus.REQUEST_TIMEOUT, "timeout", "Timeout", TOO_SLOW);
    }
}
