package io.smartwms.platform.problem;

import org.springframework.http.HttpStatus;

/** 404: there is no such thing. */
public class NotFound extends ProblemException {

    /** @param what the thing in plain words, for example {@code order} */
    public NotFound(String what, Object id) {
        this("There is no %s %s.".formatted(what, RequestExcerpt.of(id)));
    }

    public NotFound(String detail) {
        super(HttpStatus.NOT_FOUND, "not-found", "Not found", detail);
    }
}
