package io.smartwms.stock;

import java.util.Objects;

/** The events that the stock service consumes, with the fields that it needs. */
interface StockConsumedEvents {

    record ProductRegistered(String productId, String productName, int stockIncreaseQty) {}

    record DeliveryOrdered(long id, String orderId, String productId, int deliveryOrderQty, Long parcelId) {

        /** Releases that knew no parcels did not publish it: then the order is a parcel of its own. */
        public DeliveryOrdered {
            parcelId = Objects.requireNonNullElse(parcelId, id);
        }
    }

    record DeliveryOrderCanceled(long id, String orderId, String productId, int deliveryOrderQty, Long parcelId) {

        /** Releases that knew no parcels did not publish it: then the order is a parcel of its own. */
        public DeliveryOrderCanceled {
            parcelId = Objects.requireNonNullElse(parcelId, id);
        }
    }

    record PackingConfirmed(long id, String productId) {}

    record StockAssigned(long id) {}
}
