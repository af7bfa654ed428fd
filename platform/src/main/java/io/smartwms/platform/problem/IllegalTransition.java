package io.smartwms.platform.problem;

import org.springframework.http.HttpStatus;

/** 409: the state the thing is in does not allow the move. The member {@code state} names that state. */
public class IllegalTransition extends ProblemException {

    /**
     * @param what the thing in plain words, for example {@code picking instruction}
     * @param state where it is now
     * @param move what was asked, as a past participle: {@code confirmed}
     */
    public IllegalTransition(String what, Object id, Object state, String move) {
        super(
                HttpStatus.CONFLICT,
                "illegal-move",
                "Not possible in this state",
                "The %s %s is %s and cannot be %s.".formatted(what, RequestExcerpt.of(id), state, move));
        with("state", state);
    }
}
