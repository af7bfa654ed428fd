package io.smartwms.order;

/** The events that the order service consumes; it needs to know only which order they are about. */
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
