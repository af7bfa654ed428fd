package io.smartwms.order;

import io.smartwms.platform.problem.InvalidField;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What a mall posts: an order, or, as the seed's load test does it, the cancel of one.
 *
 * @param orderId the mall's order number; needed for a cancel
 * @param productId needed for an order; narrows a cancel down
 * @param orderQty pieces; 1 if left out
 * @param orderStatus {@code Ordered} (the same as leaving it out), or one of the two that ask for a cancel
 */
record PostedOrder(
        @Nullable
        @Size(max = 50, message = "must have at most 50 characters")
        @Pattern(regexp = PostedOrder.TEXT, message = PostedOrder.TEXT_MESSAGE)
        String orderId,

        @Nullable
        @Size(max = 50, message = "must have at most 50 characters")
        @Pattern(regexp = "[A-Za-z0-9._-]+", message = "must consist of letters, digits, '.', '_' and '-'")
        String productId,

        @Nullable
        @Size(max = 200, message = "must have at most 200 characters")
        @Pattern(regexp = PostedOrder.TEXT, message = PostedOrder.TEXT_MESSAGE)
        String productName,

        @Nullable @Min(value = 1, message = PostedOrder.RANGE) @Max(value = 1_000_000, message = PostedOrder.RANGE)
        Integer orderQty,

        @Nullable Wish orderStatus) {

    static final String TEXT = "(?U)\\P{Cntrl}*[\\P{Cntrl}&&\\S]\\P{Cntrl}*";
    static final String TEXT_MESSAGE = "must not be blank, nor have control characters";
    static final String RANGE = "must be a whole number from 1 to 1000000";

    /** What the mall wants, in the words of the status that the order is to have. */
    enum Wish {
        Ordered,
        OrderCanceled,
        DeliveryOrderCanceled
    }

    boolean isCancel() {
        return orderStatus == Wish.OrderCanceled || orderStatus == Wish.DeliveryOrderCanceled;
    }

    int quantity() {
        return orderQty == null ? 1 : orderQty;
    }

    /** @throws InvalidField what this kind of wish needs is missing */
    void requireComplete() {
        if (isCancel() && orderId == null) {
            throw new InvalidField("orderId", "is needed to cancel");
        }
        if (!isCancel() && productId == null) {
            throw new InvalidField("productId", "is needed to order");
        }
    }
}
