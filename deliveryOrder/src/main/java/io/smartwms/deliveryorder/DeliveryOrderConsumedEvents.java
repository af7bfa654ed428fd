package io.smartwms.deliveryorder;

import org.jspecify.annotations.Nullable;

/** What the delivery centre hears, with the fields it cares about. */
interface DeliveryOrderConsumedEvents {

    record Ordered(
            long id,
            String orderId,
            String productId,
            @Nullable String productName,
            int orderQty) {}

    record PackingConfirmed(long id) {}
}
