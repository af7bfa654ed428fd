package io.smartwms.platform.problem;

import org.springframework.http.HttpStatus;

/** 406: the answer cannot be given in a form that the request accepts. Nothing was done. */
public class NotAcceptable extends ProblemException {

    public NotAcceptable(String detail) {
        super(HttpStatus.NOT_ACCEPTABLE, "not-acceptable", "Not acceptable", detail);
    }
}
