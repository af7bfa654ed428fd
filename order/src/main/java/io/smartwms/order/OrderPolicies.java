package io.smartwms.order;

import io.smartwms.platform.event.EventOutOfOrder;
import io.smartwms.platform.event.Whenever;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** What becomes of an order whenever the rest of the warehouse has done something for it. */
@Component
class OrderPolicies {

    private final Orders orders;

    OrderPolicies(Orders orders) {
        this.orders = orders;
    }

    @Whenever
    void deliveryOrdered(OrderConsumedEvents.DeliveryOrdered event) {
        reached(event.id(), DeliveryStatus.DeliveryOrdered);
    }

    @Whenever
    void pickingOrdered(OrderConsumedEvents.PickingOrdered event) {
        reached(event.id(), DeliveryStatus.PickingOrdered);
    }

    @Whenever
    void stockShort(OrderConsumedEvents.StockShort event) {
        reached(event.id(), DeliveryStatus.StockShort);
    }

    @Whenever
    void stockAssigned(OrderConsumedEvents.StockAssigned event) {
        reached(event.id(), DeliveryStatus.StockAssigned);
    }

    @Whenever
    void pickingConfirmed(OrderConsumedEvents.PickingConfirmed event) {
        reached(event.id(), DeliveryStatus.PickingConfirmed);
    }

    @Whenever
    void packingOrdered(OrderConsumedEvents.PackingOrdered event) {
        reached(event.id(), DeliveryStatus.PackingOrdered);
    }

    @Whenever
    void packingConfirmed(OrderConsumedEvents.PackingConfirmed event) {
        reached(event.id(), DeliveryStatus.PackingConfirmed);
    }

    @Whenever
    void deliveryOrderPacked(OrderConsumedEvents.DeliveryOrderPacked event) {
        reached(event.id(), DeliveryStatus.DeliveryOrderPacked);
    }

    @Whenever
    void logisticsInterfaced(OrderConsumedEvents.LogisticsInterfaced event) {
        reached(event.id(), DeliveryStatus.LogisticsInterfaced);
    }

    /** Also when the answer to a cancel was lost: the cancel itself was not. */
    @Whenever
    void deliveryOrderCanceled(OrderConsumedEvents.DeliveryOrderCanceled event) {
        change(event.id(), Order::cancel);
    }

    private void reached(long id, DeliveryStatus stage) {
        change(id, order -> order.reached(stage));
    }

    private void change(long id, Consumer<Order> change) {
        // An event of an id that no order has yet must not block the order that gets the id.
        Order order = orders.findById(id).orElseThrow(() -> new EventOutOfOrder("There is no order " + id + " yet"));
        change.accept(order);
        orders.save(order);
    }
}
