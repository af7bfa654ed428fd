package io.smartwms.deliverypacking;

/** What this service hears, with just the fields it needs. */
interface DeliveryPackingConsumedEvents {

    record PickingConfirmed(
            long id, String orderId, String productId, long deliveryOrderId, int orderQty, String invoiceNo) {}

    record DeliveryOrderPacked(long id) {}

    record DeliveryOrderCanceled(
            long id, String orderId, String productId, long deliveryOrderId, int deliveryOrderQty) {}
}
