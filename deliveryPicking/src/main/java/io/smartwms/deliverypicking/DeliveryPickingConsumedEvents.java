package io.smartwms.deliverypicking;

import org.jspecify.annotations.Nullable;

/** The events that this service consumes, with the fields that it needs. */
interface DeliveryPickingConsumedEvents {

    record DeliveryOrdered(
            long id,
            String orderId,
            String productId,
            @Nullable String productName,
            long deliveryOrderId,
            int deliveryOrderQty) {}

    record StockAssigned(long id) {}

    record DeliveryOrderCanceled(
            long id, String orderId, String productId, long deliveryOrderId, int deliveryOrderQty) {}
}
