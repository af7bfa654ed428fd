package io.smartwms.order.deliveryorder;

import io.smartwms.platform.problem.ProblemException;
import org.springframework.http.HttpStatus;

/** 409: the parcel is packed. The member {@code state} names the stage. */
public class TooLateToCancel extends ProblemException {

    TooLateToCancel(String state) {
        super(
                HttpStatus.CONFLICT,
                "too-late-to-cancel",
                "Too late to cancel",
                "The parcel is packed (%s), the order can no longer be cancelled.".formatted(state));
        with("state", state);
    }
}
