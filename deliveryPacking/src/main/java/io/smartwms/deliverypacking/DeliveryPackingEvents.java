package io.smartwms.deliverypacking;

import io.smartwms.platform.event.DomainEvent;
import java.time.Instant;

/** The events that this service publishes. */
sealed interface DeliveryPackingEvents extends DomainEvent {

    /** The order's id. */
    long id();

    @Override
    default String key() {
        return Long.toString(id());
    }

    record PackingOrdered(
            long id, String orderId, String productId, long deliveryOrderId, int orderQty, PackingStatus packingStatus)
            implements DeliveryPackingEvents {}

    record PackingConfirmed(
            long id, String orderId, String productId, long deliveryOrderId, int orderQty, PackingStatus packingStatus)
            implements DeliveryPackingEvents {}

    record LogisticsInterfaced(
            long id,
            String orderId,
            String productId,
            long deliveryOrderId,
            String invoiceNo,
            LogisticsInterfaceStatus logisticsInterfaceStatus,
            Instant logisticsInterfaceDate)
            implements DeliveryPackingEvents {}

    record PackingCanceled(long id, long deliveryOrderId, PackingStatus packingStatus)
            implements DeliveryPackingEvents {}
}
