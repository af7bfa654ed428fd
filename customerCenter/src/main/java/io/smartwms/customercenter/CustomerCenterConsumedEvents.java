package io.smartwms.customercenter;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the customer's view reads of other services' events; {@code id} is the order's number in all of them. */
interface CustomerCenterConsumedEvents {

    record Ordered(
            long id,
            String orderId,
            String productId,
            @Nullable String productName,
            int orderQty,
            @Nullable String mallId,
            Long parcelId,
            Integer parcelLines,
            @Nullable Instant shipBy) {

        /** Releases that knew no parcels did not publish them: then the order is a parcel of its own. */
        public Ordered {
            parcelId = Objects.requireNonNullElse(parcelId, id);
            parcelLines = Objects.requireNonNullElse(parcelLines, 1);
        }
    }

    record OrderCanceled(long id, String orderId, String productId, int orderQty) {}

    record DeliveryOrdered(
            long id,
            String orderId,
            String productId,
            @Nullable String productName,
            long deliveryOrderId,
            int deliveryOrderQty) {}

    record DeliveryOrderPacked(long id, String orderId, String productId, long deliveryOrderId) {}

    record DeliveryOrderCanceled(
            long id, String orderId, String productId, long deliveryOrderId, int deliveryOrderQty) {}

    record StockShort(long id, String orderId, String productId, int orderQty) {}

    record StockAssigned(long id, String orderId, String productId, int stockAssignQty) {}

    record PickingOrdered(
            long id,
            String orderId,
            String productId,
            @Nullable String productName,
            long deliveryOrderId,
            int orderQty) {}

    record InvoicePrinted(long id, long deliveryOrderId, String invoiceNo) {}

    record PickingConfirmed(
            long id,
            String orderId,
            String productId,
            @Nullable String productName,
            long deliveryOrderId,
            int orderQty,
            String invoiceNo) {}

    record PackingOrdered(long id, String orderId, String productId, long deliveryOrderId, int orderQty) {}

    record PackingConfirmed(long id, String orderId, String productId, long deliveryOrderId, int orderQty) {}

    record LogisticsInterfaced(
            long id,
            String orderId,
            String productId,
            long deliveryOrderId,
            String invoiceNo,
            Instant logisticsInterfaceDate) {}
}
