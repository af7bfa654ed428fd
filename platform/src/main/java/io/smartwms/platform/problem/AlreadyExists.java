package io.smartwms.platform.problem;

import org.springframework.http.HttpStatus;

/** 409: something with this identity is there already. */
public class AlreadyExists extends ProblemException {

    public AlreadyExists(String what, Object id) {
        super(
                HttpStatus.CONFLICT,
                "already-exists",
                "Already exists",
                "There is already a %s %s.".formatted(what, RequestExcerpt.of(id)));
    }
}
