package io.smartwms.order;

/**
 * Where an order is on its way to the carrier, in the order of the way. Events of different services may arrive in any
 * order; the furthest one counts.
 */
enum DeliveryStatus {
    /** deliveryOrder has accepted the order. */
    DeliveryOrdered,
    /** A picking instruction waits for the stock. */
    PickingOrdered,
    /** The order waits in the queue for goods. */
    StockShort,
    /** The goods are reserved, the pickers have the instruction. */
    StockAssigned,
    PickingConfirmed,
    PackingOrdered,
    PackingConfirmed,
    /** From here on the order cannot be cancelled. */
    DeliveryOrderPacked,
    /** The parcel is with the carrier. */
    LogisticsInterfaced,
    /** The delivery is cancelled; nothing follows. */
    DeliveryOrderCanceled;

    boolean isBehind(DeliveryStatus other) {
        return ordinal() < other.ordinal();
    }
}
