package io.smartwms.deliveryorder;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The events that deliveryOrder consumes, with the fields that it needs. */
interface DeliveryOrderConsumedEvents {

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

    record PackingConfirmed(long id) {}
}
