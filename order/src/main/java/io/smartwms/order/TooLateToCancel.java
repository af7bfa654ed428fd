package io.smartwms.order;

import io.smartwms.platform.problem.Refusal;
import org.springframework.http.HttpStatus;

/** 409: the delivery centre has packed the parcel. The member {@code state} names the stage. */
class TooLateToCancel extends Refusal {

    TooLateToCancel(String state) {
        super(
                HttpStatus.CONFLICT,
                "too-late-to-cancel",
                "Too late to cancel",
                "The parcel is packed (%s), the order can no longer be cancelled.".formatted(state));
        with("state", state);
    }
}
