package io.smartwms.order;

import io.smartwms.platform.problem.ProblemException;
import org.springframework.http.HttpStatus;

/** 409: an order is cancelled with all its pieces. The member {@code orderQty} says how many it has. */
class QuantityMismatch extends ProblemException {

    QuantityMismatch(Order order, int wanted) {
        super(
                HttpStatus.CONFLICT,
                "other-quantity",
                "Not the quantity of the order",
                "The order %d has %d pieces and cannot be cancelled by %d: leave orderQty out to cancel all of it."
                        .formatted(order.id(), order.orderQty(), wanted));
        with("orderQty", order.orderQty());
    }
}
