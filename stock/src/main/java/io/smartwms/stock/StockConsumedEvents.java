package io.smartwms.stock;

/** What the stock hears, with the fields it cares about. */
interface StockConsumedEvents {

    record ProductRegistered(String productId, String productName, int stockIncreaseQty) {}

    record DeliveryOrdered(long id, String orderId, String productId, int deliveryOrderQty) {}

    record DeliveryOrderCanceled(long id, String orderId, String productId, int deliveryOrderQty) {}

    record PackingConfirmed(long id, String productId) {}

    record StockAssigned(long id) {}
}
