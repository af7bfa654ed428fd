package io.smartwms.platform.problem;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** 400: a field (or parameter, or header) has a value that cannot be. The member {@code errors} lists field and reason. */
public class InvalidField extends ProblemException {

    public static final String SLUG = "invalid-request";
    public static final String TITLE = "Invalid request";

    public InvalidField(String field, String reason) {
        super(HttpStatus.BAD_REQUEST, SLUG, TITLE, RequestExcerpt.of(field) + ": " + reason);
        with("errors", List.of(Map.of("field", RequestExcerpt.of(field), "reason", reason)));
    }
}
