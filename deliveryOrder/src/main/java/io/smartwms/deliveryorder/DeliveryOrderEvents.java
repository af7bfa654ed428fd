package io.smartwms.deliveryorder;

import io.smartwms.deliveryorder.DeliveryOrder.Status;
import io.smartwms.platform.event.DomainEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The events that deliveryOrder publishes. */
sealed interface DeliveryOrderEvents extends DomainEvent {

    long id();

    /** The id of the parcel's first line. It is the record key, so that the events of all its lines keep their order. */
    long parcelId();

    @Override
    default String key() {
        return Long.toString(parcelId());
    }

    record DeliveryOrdered(
            long id,
            String orderId,
            String productId,
            @Nullable String productName,
            long deliveryOrderId,
            int deliveryOrderQty,
            Status deliveryOrderStatus,
            @Nullable String mallId,
            long parcelId,
            int parcelLines,
            @Nullable Instant shipBy)
            implements DeliveryOrderEvents {}

    record DeliveryOrderCanceled(
            long id,
            String orderId,
            String productId,
            long deliveryOrderId,
            int deliveryOrderQty,
            Status deliveryOrderStatus,
            @Nullable String mallId,
            long parcelId,
            int parcelLines)
            implements DeliveryOrderEvents {}

    record DeliveryOrderPacked(
            long id, String orderId, String productId, long deliveryOrderId, Status deliveryOrderStatus, long parcelId)
            implements DeliveryOrderEvents {}
}
