package io.smartwms.stock;

/** The events that the stock service consumes, with the fields that it needs. */
interface StockConsumedEvents {

    record ProductRegistered(String productId, String productName, int stockIncreaseQty) {}

    record DeliveryOrdered(long id, String orderId, String productId, int deliveryOrderQty) {}

    record DeliveryOrderCanceled(long id, String orderId, String productId, int deliveryOrderQty) {}

    record PackingConfirmed(long id, String productId) {}

    record StockAssigned(long id) {}
}
