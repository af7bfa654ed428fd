package io.smartwms.deliverypacking;

import io.smartwms.platform.event.DomainEvent;
import java.time.Instant;

/** The events that this service publishes. */
sealed interface DeliveryPackingEvents extends DomainEvent {

    /** The order's id. */
    long id();

    /** The id of the parcel's first line. It is the record key, so that the events of all its lines keep their order. */
    long parcelId();

    @Override
    default String key() {
        return Long.toString(parcelId());
    }

    record PackingOrdered(
            long id,
            String orderId,
            String productId,
            long deliveryOrderId,
            int orderQty,
            PackingStatus packingStatus,
            long parcelId)
            implements DeliveryPackingEvents {}

    record PackingConfirmed(
            long id,
            String orderId,
            String productId,
            long deliveryOrderId,
            int orderQty,
            PackingStatus packingStatus,
            long parcelId)
            implements DeliveryPackingEvents {}

    record LogisticsInterfaced(
            long id,
            String orderId,
            String productId,
            long deliveryOrderId,
            String invoiceNo,
            LogisticsInterfaceStatus logisticsInterfaceStatus,
            Instant logisticsInterfaceDate,
            long parcelId,
            int parcelLines)
            implements DeliveryPackingEvents {}

    record PackingCanceled(long id, long deliveryOrderId, PackingStatus packingStatus, long parcelId)
            implements DeliveryPackingEvents {}
}
