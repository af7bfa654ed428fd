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

    private void page(long id, EventContext c, UnaryOperator<DeliveryPage> change) {
        view.change(id, page -> change.apply(page).heard(c.time()));
    }

    @Whenever
    void ordered(DeliveryCenterConsumedEvents.Ordered e, EventContext c) {
        page(
                e.id(),
                c,
                p -> p.ordered(e.orderId(), e.productId(), e.productName(), e.orderQty())
                        .is(OrderStatus.Ordered)
                        .at(Stage.Ordered, c.time()));
    }

    /** The order service cancels once deliveryOrder has; whichever of the two is heard first ends the order's way. */
    @Whenever
    void orderCanceled(DeliveryCenterConsumedEvents.OrderCanceled e, EventContext c) {
        page(
                e.id(),
                c,
                p -> p.line(e.orderId(), e.productId(), null, e.orderQty())
                        .is(OrderStatus.OrderCanceled)
                        .at(Stage.DeliveryOrderCanceled, c.time()));
    }

    @Whenever
    void deliveryOrdered(DeliveryCenterConsumedEvents.DeliveryOrdered e, EventContext c) {
        page(
                e.id(),
                c,
                p -> p.line(e.orderId(), e.productId(), e.productName(), e.deliveryOrderQty())
                        .deliveryOrder(e.deliveryOrderId())
                        .is(DeliveryOrderStatus.DeliveryOrdered)
                        .at(Stage.DeliveryOrdered, c.time()));
    }

    @Whenever
    void deliveryOrderPacked(DeliveryCenterConsumedEvents.DeliveryOrderPacked e, EventContext c) {
        page(
                e.id(),
                c,
                p -> p.line(e.orderId(), e.productId(), null, null)
                        .deliveryOrder(e.deliveryOrderId())
                        .is(DeliveryOrderStatus.DeliveryOrderPacked)
                        .at(Stage.DeliveryOrderPacked, c.time()));
    }

    @Whenever
    void deliveryOrderCanceled(DeliveryCenterConsumedEvents.DeliveryOrderCanceled e, EventContext c) {
        page(
                e.id(),
                c,
                p -> p.line(e.orderId(), e.productId(), null, e.deliveryOrderQty())
                        .deliveryOrder(e.deliveryOrderId())
                        .is(DeliveryOrderStatus.DeliveryOrderCanceled)
                        .at(Stage.DeliveryOrderCanceled, c.time()));
    }

    @Whenever
    void stockShort(DeliveryCenterConsumedEvents.StockShort e, EventContext c) {
        page(
                e.id(),
                c,
                p -> p.line(e.orderId(), e.productId(), null, e.orderQty())
                        .is(StockStatus.StockShort)
                        .at(Stage.StockShort, c.time()));
    }

    @Whenever
    void stockAssigned(DeliveryCenterConsumedEvents.StockAssigned e, EventContext c) {
        page(
                e.id(),
                c,
                p -> p.line(e.orderId(), e.productId(), null, e.stockAssignQty())
                        .is(StockStatus.StockAssigned)
                        .at(Stage.StockAssigned, c.time()));
    }

    @Whenever
    void pickingOrdered(DeliveryCenterConsumedEvents.PickingOrdered e, EventContext c) {
        page(
                e.id(),
                c,
                p -> p.line(e.orderId(), e.productId(), e.productName(), e.orderQty())
                        .deliveryOrder(e.deliveryOrderId())
                        .is(PickingStatus.PickingOrdered)
                        .at(Stage.PickingOrdered, c.time()));
    }

    @Whenever
    void pickingOrderPrinted(DeliveryCenterConsumedEvents.PickingOrderPrinted e, EventContext c) {
        page(e.id(), c, p -> p.deliveryOrder(e.deliveryOrderId()).pickingOrderPrinted(e.pickingOrderPrintYn()));
    }

    @Whenever
    void orderConfirmPrinted(DeliveryCenterConsumedEvents.OrderConfirmPrinted e, EventContext c) {
        page(e.id(), c, p -> p.deliveryOrder(e.deliveryOrderId()).orderConfirmPrinted(e.orderConfirmPrintYn()));
    }

    @Whenever
    void invoicePrinted(DeliveryCenterConsumedEvents.InvoicePrinted e, EventContext c) {
        page(
                e.id(),
                c,
                p -> p.deliveryOrder(e.deliveryOrderId())
                        .invoicePrinted(e.invoicePrintYn())
                        .invoice(e.invoiceNo()));
    }

    @Whenever
    void pickingConfirmed(DeliveryCenterConsumedEvents.PickingConfirmed e, EventContext c) {
        page(
                e.id(),
                c,
                p -> p.line(e.orderId(), e.productId(), e.productName(), e.orderQty())
                        .deliveryOrder(e.deliveryOrderId())
                        .is(PickingStatus.PickingConfirmed)
                        .invoice(e.invoiceNo())
                        .at(Stage.PickingConfirmed, c.time()));
    }

    @Whenever
    void pickingCanceled(DeliveryCenterConsumedEvents.PickingCanceled e, EventContext c) {
        page(e.id(), c, p -> p.deliveryOrder(e.deliveryOrderId()).is(PickingStatus.PickingCanceled));
    }

    @Whenever
    void packingOrdered(DeliveryCenterConsumedEvents.PackingOrdered e, EventContext c) {
        page(
                e.id(),
                c,
                p -> p.line(e.orderId(), e.productId(), null, e.orderQty())
                        .deliveryOrder(e.deliveryOrderId())
                        .is(PackingStatus.PackingOrdered)
                        .at(Stage.PackingOrdered, c.time()));
    }

    @Whenever
    void packingConfirmed(DeliveryCenterConsumedEvents.PackingConfirmed e, EventContext c) {
        page(
                e.id(),
                c,
                p -> p.line(e.orderId(), e.productId(), null, e.orderQty())
                        .deliveryOrder(e.deliveryOrderId())
                        .is(PackingStatus.PackingConfirmed)
                        .at(Stage.PackingConfirmed, c.time()));
    }

    @Whenever
    void packingCanceled(DeliveryCenterConsumedEvents.PackingCanceled e, EventContext c) {
        page(e.id(), c, p -> p.deliveryOrder(e.deliveryOrderId()).is(PackingStatus.PackingCanceled));
    }

    /** The parcel's date is the one that packing shows for it, not the envelope's. */
    @Whenever
    void logisticsInterfaced(DeliveryCenterConsumedEvents.LogisticsInterfaced e, EventContext c) {
        page(
                e.id(),
                c,
                p -> p.line(e.orderId(), e.productId(), null, null)
                        .deliveryOrder(e.deliveryOrderId())
                        .invoice(e.invoiceNo())
                        .logistics(e.logisticsInterfaceStatus())
                        .at(Stage.LogisticsInterfaced, e.logisticsInterfaceDate()));
    }
}
