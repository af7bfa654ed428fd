package io.smartwms.stock;

import io.smartwms.platform.event.DomainEvent;
import org.jspecify.annotations.Nullable;

/** The events that the stock service publishes: about an order with its parcel's id as key, about a product with its productId. */
sealed interface StockEvents extends DomainEvent {

    /** The goods of the order are put aside for it. */
    record StockAssigned(long id, String orderId, String productId, int stockAssignQty, long parcelId)
            implements StockEvents {
        @Override
        public String key() {
            return Long.toString(parcelId);
        }
    }

    /** The order waits in the queue for goods. Said once, when it joins the queue. */
    record StockShort(long id, String orderId, String productId, int orderQty, long parcelId) implements StockEvents {
        @Override
        public String key() {
            return Long.toString(parcelId);
        }
    }

    /** There is a stock of the product from now on, with nothing on hand yet. */
    record StockRegistered(String productId, String productName, int stockQty) implements StockEvents {
        @Override
        public String key() {
            return productId;
        }
    }

    /**
     * On hand has grown.
     *
     * @param stockIncreaseQty by how many
     * @param stockQty on hand, afterwards
     * @param stockAssignQty of those assigned to orders
     * @param id the order whose goods came back, if it was one
     */
    record StockIncreased(
            String productId,
            int stockIncreaseQty,
            int stockQty,
            int stockAssignQty,
            StockMovement.Reason reason,
            @Nullable Long id)
            implements StockEvents {
        @Override
        public String key() {
            return productId;
        }
    }

    /**
     * On hand has shrunk.
     *
     * @param stockDecreaseQty by how many
     * @param stockQty on hand, afterwards
     * @param stockAssignQty of those assigned to orders
     * @param id the order that took the goods, if it was one
     */
    record StockDecreased(
            String productId,
            int stockDecreaseQty,
            int stockQty,
            int stockAssignQty,
            StockMovement.Reason reason,
            @Nullable Long id)
            implements StockEvents {
        @Override
        public String key() {
            return productId;
        }
    }
}
