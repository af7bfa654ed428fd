package io.smartwms.deliveryorder;

import io.smartwms.deliveryorder.DeliveryOrder.Status;
import io.smartwms.platform.event.DomainEvent;
import org.jspecify.annotations.Nullable;

/** The events that deliveryOrder publishes. */
sealed interface DeliveryOrderEvents extends DomainEvent {

    long id();

    @Override
    default String key() {
        return Long.toString(id());
    }

    record DeliveryOrdered(
            long id,
            String orderId,
            String productId,
            @Nullable String productName,
            long deliveryOrderId,
            int deliveryOrderQty,
            Status deliveryOrderStatus)
            implements DeliveryOrderEvents {}

    record DeliveryOrderCanceled(
            long id,
            String orderId,
            String productId,
            long deliveryOrderId,
            int deliveryOrderQty,
            Status deliveryOrderStatus)
            implements DeliveryOrderEvents {}

    record DeliveryOrderPacked(
            long id, String orderId, String productId, long deliveryOrderId, Status deliveryOrderStatus)
            implements DeliveryOrderEvents {}
}
