package io.smartwms.order;

import io.smartwms.order.Order.Status;
import io.smartwms.platform.event.DomainEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The events that the order service publishes. */
sealed interface OrderEvents extends DomainEvent {

    long id();

    @Override
    default String key() {
        return Long.toString(id());
    }

    record Ordered(
            long id,
            String orderId,
            String productId,
            @Nullable String productName,
            int orderQty,
            Status orderStatus,
            Instant createDate)
            implements OrderEvents {}

    record OrderCanceled(long id, String orderId, String productId, int orderQty, Status orderStatus)
            implements OrderEvents {}
}
