package io.smartwms.platform.problem;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** 415: the body's type, or the way it is encoded, is not read here. The answer's headers name what is. */
public class UnsupportedBody extends ProblemException {

    private UnsupportedBody(String detail, String header, String value) {
        super(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type", "Unsupported media type", detail);
        withHeader(header, value);
    }

    public static UnsupportedBody type() {
        return new UnsupportedBody(
                "The body must be JSON in UTF-8, and Content-Type must say so: application/json.",
                HttpHeaders.ACCEPT,
                MediaType.APPLICATION_JSON_VALUE);
    }

    public static UnsupportedBody encoding() {
        return new UnsupportedBody(
                "The body must be sent as it is, without a Content-Encoding such as gzip.",
                HttpHeaders.ACCEPT_ENCODING,
                "identity");
    }
}
