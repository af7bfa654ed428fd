package io.smartwms.deliverycenter;

import io.smartwms.deliverycenter.DeliveryPage.DeliveryOrderStatus;
import io.smartwms.deliverycenter.DeliveryPage.OrderStatus;
import io.smartwms.deliverycenter.DeliveryPage.PackingStatus;
import io.smartwms.deliverycenter.DeliveryPage.PickingStatus;
import io.smartwms.deliverycenter.DeliveryPage.StockStatus;
import io.smartwms.platform.event.EventContext;
import io.smartwms.platform.event.Whenever;
import io.smartwms.platform.view.View;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** What each event of an order changes in the manager's view. An event about an order that is not there yet creates it. */
@Component
class DeliveryPagePolicies {

    private final View<DeliveryPage> view;

    DeliveryPagePolicies(View<DeliveryPage> view) {
        this.view = view;
    }

    private void change(long id, EventContext c, UnaryOperator<DeliveryPage> change) {
        view.change(id, page -> change.apply(page).updateDates(c.time()));
    }

    @Whenever
    void ordered(DeliveryCenterConsumedEvents.Ordered e, EventContext c) {
        change(
                e.id(),
                c,
                p -> p.ordered(e.orderId(), e.productId(), e.productName(), e.orderQty(), e.mallId())
                        .parcel(e.parcelId(), e.parcelLines(), e.shipBy())
                        .status(OrderStatus.Ordered)
                        .reached(Stage.Ordered, c.time()));
    }

    /** The order service cancels once deliveryOrder has; whichever of the two events comes first ends the order's way. */
    @Whenever
    void orderCanceled(DeliveryCenterConsumedEvents.OrderCanceled e, EventContext c) {
        change(
                e.id(),
                c,
                p -> p.orderLine(e.orderId(), e.productId(), null, e.orderQty())
                        .status(OrderStatus.OrderCanceled)
                        .reached(Stage.DeliveryOrderCanceled, c.time()));
    }

    @Whenever
    void deliveryOrdered(DeliveryCenterConsumedEvents.DeliveryOrdered e, EventContext c) {
        change(
                e.id(),
                c,
                p -> p.orderLine(e.orderId(), e.productId(), e.productName(), e.deliveryOrderQty())
                        .deliveryOrder(e.deliveryOrderId())
                        .status(DeliveryOrderStatus.DeliveryOrdered)
                        .reached(Stage.DeliveryOrdered, c.time()));
    }

    @Whenever
    void deliveryOrderPacked(DeliveryCenterConsumedEvents.DeliveryOrderPacked e, EventContext c) {
        change(
                e.id(),
                c,
                p -> p.orderLine(e.orderId(), e.productId(), null, null)
                        .deliveryOrder(e.deliveryOrderId())
                        .status(DeliveryOrderStatus.DeliveryOrderPacked)
                        .reached(Stage.DeliveryOrderPacked, c.time()));
    }

    @Whenever
    void deliveryOrderCanceled(DeliveryCenterConsumedEvents.DeliveryOrderCanceled e, EventContext c) {
        change(
                e.id(),
                c,
                p -> p.orderLine(e.orderId(), e.productId(), null, e.deliveryOrderQty())
                        .deliveryOrder(e.deliveryOrderId())
                        .status(DeliveryOrderStatus.DeliveryOrderCanceled)
                        .reached(Stage.DeliveryOrderCanceled, c.time()));
    }

    @Whenever
    void stockShort(DeliveryCenterConsumedEvents.StockShort e, EventContext c) {
        change(
                e.id(),
                c,
                p -> p.orderLine(e.orderId(), e.productId(), null, e.orderQty())
                        .status(StockStatus.StockShort)
                        .reached(Stage.StockShort, c.time()));
    }

    @Whenever
    void stockAssigned(DeliveryCenterConsumedEvents.StockAssigned e, EventContext c) {
        change(
                e.id(),
                c,
                p -> p.orderLine(e.orderId(), e.productId(), null, e.stockAssignQty())
                        .status(StockStatus.StockAssigned)
                        .reached(Stage.StockAssigned, c.time()));
    }

    @Whenever
    void pickingOrdered(DeliveryCenterConsumedEvents.PickingOrdered e, EventContext c) {
        change(
                e.id(),
                c,
                p -> p.orderLine(e.orderId(), e.productId(), e.productName(), e.orderQty())
                        .deliveryOrder(e.deliveryOrderId())
                        .status(PickingStatus.PickingOrdered)
                        .reached(Stage.PickingOrdered, c.time()));
    }

    @Whenever
    void pickingOrderPrinted(DeliveryCenterConsumedEvents.PickingOrderPrinted e, EventContext c) {
        change(e.id(), c, p -> p.deliveryOrder(e.deliveryOrderId()).pickingOrderPrinted(e.pickingOrderPrintYn()));
    }

    @Whenever
    void orderConfirmPrinted(DeliveryCenterConsumedEvents.OrderConfirmPrinted e, EventContext c) {
        change(e.id(), c, p -> p.deliveryOrder(e.deliveryOrderId()).orderConfirmPrinted(e.orderConfirmPrintYn()));
    }

    @Whenever
    void invoicePrinted(DeliveryCenterConsumedEvents.InvoicePrinted e, EventContext c) {
        change(
                e.id(),
                c,
                p -> p.deliveryOrder(e.deliveryOrderId())
                        .invoicePrinted(e.invoicePrintYn())
                        .invoice(e.invoiceNo()));
    }

    @Whenever
    void pickingConfirmed(DeliveryCenterConsumedEvents.PickingConfirmed e, EventContext c) {
        change(
                e.id(),
                c,
                p -> p.orderLine(e.orderId(), e.productId(), e.productName(), e.orderQty())
                        .deliveryOrder(e.deliveryOrderId())
                        .status(PickingStatus.PickingConfirmed)
                        .invoice(e.invoiceNo())
                        .reached(Stage.PickingConfirmed, c.time()));
    }

    @Whenever
    void pickingCanceled(DeliveryCenterConsumedEvents.PickingCanceled e, EventContext c) {
        change(e.id(), c, p -> p.deliveryOrder(e.deliveryOrderId()).status(PickingStatus.PickingCanceled));
    }

    @Whenever
    void packingOrdered(DeliveryCenterConsumedEvents.PackingOrdered e, EventContext c) {
        change(
                e.id(),
                c,
                p -> p.orderLine(e.orderId(), e.productId(), null, e.orderQty())
                        .deliveryOrder(e.deliveryOrderId())
                        .status(PackingStatus.PackingOrdered)
                        .reached(Stage.PackingOrdered, c.time()));
    }

    @Whenever
    void packingConfirmed(DeliveryCenterConsumedEvents.PackingConfirmed e, EventContext c) {
        change(
                e.id(),
                c,
                p -> p.orderLine(e.orderId(), e.productId(), null, e.orderQty())
                        .deliveryOrder(e.deliveryOrderId())
                        .status(PackingStatus.PackingConfirmed)
                        .reached(Stage.PackingConfirmed, c.time()));
    }

    @Whenever
    void packingCanceled(DeliveryCenterConsumedEvents.PackingCanceled e, EventContext c) {
        change(e.id(), c, p -> p.deliveryOrder(e.deliveryOrderId()).status(PackingStatus.PackingCanceled));
    }

    /** The parcel's date is the one that packing shows for it, not the event's own time. */
    @Whenever
    void logisticsInterfaced(DeliveryCenterConsumedEvents.LogisticsInterfaced e, EventContext c) {
        change(
                e.id(),
                c,
                p -> p.orderLine(e.orderId(), e.productId(), null, null)
                        .deliveryOrder(e.deliveryOrderId())
                        .invoice(e.invoiceNo())
                        .logistics(e.logisticsInterfaceStatus())
                        .reached(Stage.LogisticsInterfaced, e.logisticsInterfaceDate()));
    }
}
