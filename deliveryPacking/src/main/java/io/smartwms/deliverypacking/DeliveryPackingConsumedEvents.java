package io.smartwms.deliverypacking;

/** The events that this service consumes, with the fields that it needs. */
interface DeliveryPackingConsumedEvents {

    record PickingConfirmed(
            long id, String orderId, String productId, long deliveryOrderId, int orderQty, String invoiceNo) {}

    record DeliveryOrderPacked(long id) {}

    record DeliveryOrderCanceled(
            long id, String orderId, String productId, long deliveryOrderId, int deliveryOrderQty) {}
}
