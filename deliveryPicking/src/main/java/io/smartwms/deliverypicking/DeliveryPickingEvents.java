package io.smartwms.deliverypicking;

import io.smartwms.platform.event.DomainEvent;
import org.jspecify.annotations.Nullable;

/** The events that this service publishes. */
sealed interface DeliveryPickingEvents extends DomainEvent {

    /** The order's id. */
    long id();

    @Override
    default String key() {
        return Long.toString(id());
    }

    record PickingOrdered(
            long id,
            String orderId,
            String productId,
            @Nullable String productName,
            long deliveryOrderId,
            int orderQty,
            PickingStatus pickingStatus)
            implements DeliveryPickingEvents {}

    record PickingOrderPrinted(long id, long deliveryOrderId, YesNo pickingOrderPrintYn)
            implements DeliveryPickingEvents {}

    record OrderConfirmPrinted(long id, long deliveryOrderId, YesNo orderConfirmPrintYn)
            implements DeliveryPickingEvents {}

    record InvoicePrinted(long id, long deliveryOrderId, YesNo invoicePrintYn, String invoiceNo)
            implements DeliveryPickingEvents {}

    record PickingConfirmed(
            long id,
            String orderId,
            String productId,
            @Nullable String productName,
            long deliveryOrderId,
            int orderQty,
            PickingStatus pickingStatus,
            String invoiceNo)
            implements DeliveryPickingEvents {}

    record PickingCanceled(long id, long deliveryOrderId, PickingStatus pickingStatus)
            implements DeliveryPickingEvents {}
}
