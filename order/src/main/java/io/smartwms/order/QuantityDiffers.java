package io.smartwms.order;

import io.smartwms.platform.problem.Refusal;
import org.springframework.http.HttpStatus;

/** 409: a cancel names another quantity than the order has. An order is cancelled as a whole. */
class QuantityDiffers extends Refusal {

    QuantityDiffers(Order order, int asked) {
        super(
                HttpStatus.CONFLICT,
                "quantity-differs",
                "The order has another quantity",
                "The order %d is of %d pieces and can only be cancelled as a whole, not %d of them. Leave orderQty out, or name all."
                        .formatted(order.id(), order.orderQty(), asked));
        with("orderQty", order.orderQty());
    }
}
