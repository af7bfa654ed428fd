package io.smartwms.platform.problem;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;

/** 408 or 413: the body did not arrive whole. The connection is closed, what is left of the body is not read. */
public class BodyRefused extends ProblemException {

    public static final String TOO_SLOW = "The request's body took too long to arrive.";

    private BodyRefused(HttpStatus status, String slug, String title, String detail) {
        super(status, slug, title, detail);
        withHeader(HttpHeaders.CONNECTION, "close");
    }

    public static BodyRefused tooLarge(DataSize max) {
        return new BodyRefused(
                HttpStatus.CONTENT_TOO_LARGE,
                "payload-too-large",
                "Payload too large",
                "The body must have at most %d bytes.".formatted(max.toBytes()));
    }

    public static BodyRefused tooSlow() {
        return new BodyRefused(HttpStatus.REQUEST_TIMEOUT, "timeout", "Timeout", TOO_SLOW);
    }
}
