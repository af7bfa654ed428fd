package io.smartwms.order;

import io.smartwms.order.deliveryorder.DeliveryOrderService;
import io.smartwms.platform.problem.ProblemException;
import org.springframework.http.HttpStatus;

/** 409: more orders have the number than can be cancelled at once. */
class TooManyLines extends ProblemException {

    TooManyLines(String number) {
        super(
                HttpStatus.CONFLICT,
                "too-many-lines",
                "Too many lines",
                "More than %d orders have the number %s: cancel them by their ids."
                        .formatted(DeliveryOrderService.MAX_ORDERS, number));
    }
}
