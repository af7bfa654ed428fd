package io.smartwms.order;

import io.smartwms.order.Order.Status;
import io.smartwms.platform.event.DomainEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The events that the order service publishes. */
sealed interface OrderEvents extends DomainEvent {

    long id();

    /** The id of the parcel's first line. It is the record key, so that the events of all its lines keep their order. */
    long parcelId();

    @Override
    default String key() {
        return Long.toString(parcelId());
    }

    record Ordered(
            long id,
            String orderId,
            String productId,
            @Nullable String productName,
            int orderQty,
            Status orderStatus,
            Instant createDate,
            @Nullable String mallId,
            long parcelId,
            int parcelLines,
            @Nullable Instant shipBy)
            implements OrderEvents {}

    record OrderCanceled(long id, String orderId, String productId, int orderQty, Status orderStatus, long parcelId)
            implements OrderEvents {}
}
