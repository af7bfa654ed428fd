package io.smartwms.deliverypicking;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The events that this service consumes, with the fields that it needs. */
interface DeliveryPickingConsumedEvents {

    record DeliveryOrdered(
            long id,
            String orderId,
            String productId,
            @Nullable String productName,
            long deliveryOrderId,
            int deliveryOrderQty,
            Long parcelId,
            Integer parcelLines,
            @Nullable Instant shipBy) {

        /** Releases that knew no parcels did not publish them: then the order is a parcel of its own. */
        public DeliveryOrdered {
            parcelId = Objects.requireNonNullElse(parcelId, id);
            parcelLines = Objects.requireNonNullElse(parcelLines, 1);
        }
    }

    record StockAssigned(long id) {}

    record DeliveryOrderCanceled(
            long id,
            String orderId,
            String productId,
            long deliveryOrderId,
            int deliveryOrderQty,
            Long parcelId,
            Integer parcelLines) {

        /** Releases that knew no parcels did not publish them: then the order is a parcel of its own. */
        public DeliveryOrderCanceled {
            parcelId = Objects.requireNonNullElse(parcelId, id);
            parcelLines = Objects.requireNonNullElse(parcelLines, 1);
        }
    }
}
