package io.smartwms.order.deliveryorder;

import io.smartwms.platform.problem.ProblemException;
import java.util.List;
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

    /** @param orders the ids of those that are packed; none of all is cancelled */
    TooLateToCancel(String state, List<Long> orders) {
        super(
                HttpStatus.CONFLICT,
                "too-late-to-cancel",
                "Too late to cancel",
                "Some of the lines are packed (%s), so that none is cancelled; the member orders has their ids."
                        .formatted(state));
        with("state", state);
        with("orders", orders);
    }
}
