package io.smartwms.deliverycenter;

/** The whole way of an order through the warehouse. An order only moves down this list, whatever order its events come in. */
enum Stage {
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
    DeliveryOrderCanceled;

    /** Whether somebody still has to do something for the order. */
    boolean open() {
        return this != LogisticsInterfaced && this != DeliveryOrderCanceled;
    }
}
