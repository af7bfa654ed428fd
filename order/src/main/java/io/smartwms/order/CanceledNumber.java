package io.smartwms.order;

import io.smartwms.platform.text.MallId;
import io.smartwms.platform.text.OrderNumber;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * The number of which a mall cancels every line.
 *
 * @param mallId as it was sent with the orders; left out: orders of no mall
 */
record CanceledNumber(
        @NotNull(message = "is needed to cancel") @OrderNumber
        String orderId,

        @Nullable @MallId String mallId) {}
