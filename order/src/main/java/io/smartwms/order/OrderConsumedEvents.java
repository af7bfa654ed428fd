package io.smartwms.order;

/** What the order service hears on an order's way; that it happened to the order is all it needs to know. */
interface OrderConsumedEvents {

    record DeliveryOrdered(long id) {}

    record PickingOrdered(long id) {}

    record StockShort(long id) {}

    record StockAssigned(long id) {}

    record PickingConfirmed(long id) {}

    record PackingOrdered(long id) {}

    record PackingConfirmed(long id) {}

    record DeliveryOrderPacked(long id) {}

    record LogisticsInterfaced(long id) {}

    record DeliveryOrderCanceled(long id) {}
}
