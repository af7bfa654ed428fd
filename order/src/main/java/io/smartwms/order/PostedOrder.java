package io.smartwms.order;

import io.smartwms.platform.problem.InvalidField;
import io.smartwms.platform.text.OrderNumber;
import io.smartwms.platform.text.ProductId;
import io.smartwms.platform.text.ProductName;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * What a mall posts: an order, or, as the seed's load test does it, the cancel of one.
 *
 * @param orderId the mall's order number; needed for a cancel
 * @param productId needed for an order; narrows a cancel down
 * @param orderQty pieces; 1 if left out, or all that were ordered in a cancel
 * @param orderStatus {@code Ordered} (the same as leaving it out), or one of the two that ask for a cancel
 */
record PostedOrder(
        @Nullable @OrderNumber String orderId,

        @Nullable @ProductId String productId,

        @Nullable @ProductName String productName,

        @Nullable @Min(value = 1, message = PostedOrder.RANGE) @Max(value = 1_000_000, message = PostedOrder.RANGE)
        Integer orderQty,

        @Nullable RequestedStatus orderStatus) {

    static final String RANGE = "must be a whole number from 1 to 1000000";

    /** What the mall wants, in the words of the status that the order is to have. */
    enum RequestedStatus {
        Ordered,
        OrderCanceled,
        DeliveryOrderCanceled
    }

    boolean isCancel() {
        return orderStatus == RequestedStatus.OrderCanceled || orderStatus == RequestedStatus.DeliveryOrderCanceled;
    }

    int quantity() {
        return orderQty == null ? 1 : orderQty;
    }

    /** @throws InvalidField a field that this kind of request needs is missing */
    void requireComplete() {
        if (isCancel() && orderId == null) {
            throw new InvalidField("orderId", "is needed to cancel");
        }
        if (!isCancel() && productId == null) {
            throw new InvalidField("productId", "is needed to order");
        }
    }
}
