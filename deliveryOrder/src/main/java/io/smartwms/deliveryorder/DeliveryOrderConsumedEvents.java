package io.smartwms.deliveryorder;

import org.jspecify.annotations.Nullable;

/** The events that deliveryOrder consumes, with the fields that it needs. */
interface DeliveryOrderConsumedEvents {

    record Ordered(
            long id,
            String orderId,
            String productId,
            @Nullable String productName,
            int orderQty) {}

    record PackingConfirmed(long id) {}
}
