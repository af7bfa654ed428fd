package io.smartwms.customercenter;

import io.smartwms.customercenter.OrderPage.OrderStatus;
import io.smartwms.platform.event.EventContext;
import io.smartwms.platform.event.Whenever;
import io.smartwms.platform.view.View;
import org.springframework.stereotype.Component;

/** What each event of an order changes in its customer's view. An event about an order that is not there yet creates it. */
@Component
class OrderPagePolicies {

    private final View<OrderPage> view;

    OrderPagePolicies(View<OrderPage> view) {
        this.view = view;
    }

    @Whenever
    void ordered(CustomerCenterConsumedEvents.Ordered e, EventContext c) {
        view.change(
                e.id(),
                p -> p.ordered(e.orderId(), e.productId(), e.productName(), e.orderQty(), e.mallId())
                        .parcel(e.parcelId(), e.parcelLines(), e.shipBy())
                        .status(OrderStatus.Ordered)
                        .reached(DeliveryStatus.Ordered, c.time()));
    }

    /** The order service cancels once deliveryOrder has; whichever of the two events comes first ends the order's way. */
    @Whenever
    void orderCanceled(CustomerCenterConsumedEvents.OrderCanceled e, EventContext c) {
        view.change(
                e.id(),
                p -> p.orderLine(e.orderId(), e.productId(), null, e.orderQty())
                        .status(OrderStatus.OrderCanceled)
                        .reached(DeliveryStatus.DeliveryOrderCanceled, c.time()));
    }

    @Whenever
    void deliveryOrdered(CustomerCenterConsumedEvents.DeliveryOrdered e, EventContext c) {
        view.change(
                e.id(),
                p -> p.orderLine(e.orderId(), e.productId(), e.productName(), e.deliveryOrderQty())
                        .deliveryOrder(e.deliveryOrderId())
                        .reached(DeliveryStatus.DeliveryOrdered, c.time()));
    }

    @Whenever
    void deliveryOrderPacked(CustomerCenterConsumedEvents.DeliveryOrderPacked e, EventContext c) {
        view.change(
                e.id(),
                p -> p.orderLine(e.orderId(), e.productId(), null, null)
                        .deliveryOrder(e.deliveryOrderId())
                        .reached(DeliveryStatus.DeliveryOrderPacked, c.time()));
    }

    @Whenever
    void deliveryOrderCanceled(CustomerCenterConsumedEvents.DeliveryOrderCanceled e, EventContext c) {
        view.change(
                e.id(),
                p -> p.orderLine(e.orderId(), e.productId(), null, e.deliveryOrderQty())
                        .deliveryOrder(e.deliveryOrderId())
                        .reached(DeliveryStatus.DeliveryOrderCanceled, c.time()));
    }

    @Whenever
    void stockShort(CustomerCenterConsumedEvents.StockShort e, EventContext c) {
        view.change(
                e.id(),
                p -> p.orderLine(e.orderId(), e.productId(), null, e.orderQty())
                        .reached(DeliveryStatus.StockShort, c.time()));
    }

    @Whenever
    void stockAssigned(CustomerCenterConsumedEvents.StockAssigned e, EventContext c) {
        view.change(
                e.id(),
                p -> p.orderLine(e.orderId(), e.productId(), null, e.stockAssignQty())
                        .reached(DeliveryStatus.StockAssigned, c.time()));
    }

    @Whenever
    void pickingOrdered(CustomerCenterConsumedEvents.PickingOrdered e, EventContext c) {
        view.change(
                e.id(),
                p -> p.orderLine(e.orderId(), e.productId(), e.productName(), e.orderQty())
                        .deliveryOrder(e.deliveryOrderId())
                        .reached(DeliveryStatus.PickingOrdered, c.time()));
    }

    @Whenever
    void invoicePrinted(CustomerCenterConsumedEvents.InvoicePrinted e) {
        view.change(e.id(), p -> p.deliveryOrder(e.deliveryOrderId()).invoice(e.invoiceNo()));
    }

    @Whenever
    void pickingConfirmed(CustomerCenterConsumedEvents.PickingConfirmed e, EventContext c) {
        view.change(
                e.id(),
                p -> p.orderLine(e.orderId(), e.productId(), e.productName(), e.orderQty())
                        .deliveryOrder(e.deliveryOrderId())
                        .invoice(e.invoiceNo())
                        .reached(DeliveryStatus.PickingConfirmed, c.time()));
    }

    @Whenever
    void packingOrdered(CustomerCenterConsumedEvents.PackingOrdered e, EventContext c) {
        view.change(
                e.id(),
                p -> p.orderLine(e.orderId(), e.productId(), null, e.orderQty())
                        .deliveryOrder(e.deliveryOrderId())
                        .reached(DeliveryStatus.PackingOrdered, c.time()));
    }

    @Whenever
    void packingConfirmed(CustomerCenterConsumedEvents.PackingConfirmed e, EventContext c) {
        view.change(
                e.id(),
                p -> p.orderLine(e.orderId(), e.productId(), null, e.orderQty())
                        .deliveryOrder(e.deliveryOrderId())
                        .reached(DeliveryStatus.PackingConfirmed, c.time()));
    }

    /** The parcel's date is the one that packing shows for it, not the event's own time. */
    @Whenever
    void logisticsInterfaced(CustomerCenterConsumedEvents.LogisticsInterfaced e) {
        view.change(
                e.id(),
                p -> p.orderLine(e.orderId(), e.productId(), null, null)
                        .deliveryOrder(e.deliveryOrderId())
                        .invoice(e.invoiceNo())
                        .reached(DeliveryStatus.LogisticsInterfaced, e.logisticsInterfaceDate()));
    }
}
