package io.smartwms.customercenter;

/** The whole way of an order to its customer. An order only moves down this list, whatever order its events come in. */
enum DeliveryStatus {
    Ordered,
    DeliveryOrdered,
    PickingOrdered,
    StockShort,
    StockAssigned,
    PickingConfirmed,
    PackingOrdered,
    PackingConfirmed,
    DeliveryOrderPacked,
    LogisticsInterfaced,
    DeliveryOrderCanceled
}
