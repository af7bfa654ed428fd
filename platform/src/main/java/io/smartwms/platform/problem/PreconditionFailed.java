package io.smartwms.platform.problem;

import org.springframework.http.HttpStatus;

/** 412: a precondition that the request carries does not hold. Nothing was done. */
public class PreconditionFailed extends ProblemException {

    public PreconditionFailed(String detail) {
        super(HttpStatus.PRECONDITION_FAILED, "precondition-failed", "Precondition failed", detail);
    }
}
