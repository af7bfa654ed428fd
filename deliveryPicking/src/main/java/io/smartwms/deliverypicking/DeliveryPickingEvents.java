package io.smartwms.deliverypicking;

import io.smartwms.platform.event.DomainEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The events that this service publishes. */
sealed interface DeliveryPickingEvents extends DomainEvent {

    /** The order's id. */
    long id();

    /** The id of the parcel's first line. It is the record key, so that the events of all its lines keep their order. */
    long parcelId();

    @Override
    default String key() {
        return Long.toString(parcelId());
    }

    record PickingOrdered(
            long id,
            String orderId,
            String productId,
            @Nullable String productName,
            long deliveryOrderId,
            int orderQty,
            PickingStatus pickingStatus,
            long parcelId)
            implements DeliveryPickingEvents {}

    record PickingOrderPrinted(long id, long deliveryOrderId, YesNo pickingOrderPrintYn, long parcelId)
            implements DeliveryPickingEvents {}

    record OrderConfirmPrinted(long id, long deliveryOrderId, YesNo orderConfirmPrintYn, long parcelId)
            implements DeliveryPickingEvents {}

    record InvoicePrinted(long id, long deliveryOrderId, YesNo invoicePrintYn, String invoiceNo, long parcelId)
            implements DeliveryPickingEvents {}

    record PickingConfirmed(
            long id,
            String orderId,
            String productId,
            @Nullable String productName,
            long deliveryOrderId,
            int orderQty,
            PickingStatus pickingStatus,
            String invoiceNo,
            long parcelId,
            int parcelLines,
            @Nullable Instant shipBy)
            implements DeliveryPickingEvents {}

    record PickingCanceled(long id, long deliveryOrderId, PickingStatus pickingStatus, long parcelId)
            implements DeliveryPickingEvents {}
}
