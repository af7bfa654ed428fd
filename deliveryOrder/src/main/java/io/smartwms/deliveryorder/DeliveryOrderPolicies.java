package io.smartwms.deliveryorder;

import io.smartwms.deliveryorder.DeliveryOrder.OrderLine;
import io.smartwms.deliveryorder.DeliveryOrderConsumedEvents.Ordered;
import io.smartwms.deliveryorder.DeliveryOrderConsumedEvents.PackingConfirmed;
import io.smartwms.platform.event.EventOutOfOrder;
import io.smartwms.platform.event.Whenever;
import org.springframework.stereotype.Component;

/** What deliveryOrder does whenever an event arrives. */
@Component
class DeliveryOrderPolicies {

    private final DeliveryOrders deliveryOrders;

    DeliveryOrderPolicies(DeliveryOrders deliveryOrders) {
        this.deliveryOrders = deliveryOrders;
    }

    /** An order becomes a delivery order, once; one that was cancelled in advance stays cancelled. */
    @Whenever
    void ordered(Ordered event) {
        OrderLine line = new OrderLine(
                event.id(),
                event.orderId(),
                event.productId(),
                event.productName(),
                event.orderQty(),
                event.mallId(),
                event.parcelId(),
                event.parcelLines(),
                event.shipBy());
        DeliveryOrder known = deliveryOrders.findById(event.id()).orElse(null);
        if (known == null) {
            deliveryOrders.save(DeliveryOrder.accept(line));
        } else {
            known.ordered(line);
            deliveryOrders.save(known);
        }
    }

    /** The parcel is packed: from here on the order cannot be cancelled. */
    @Whenever
    void packingConfirmed(PackingConfirmed event) {
        DeliveryOrder deliveryOrder = deliveryOrders
                .findById(event.id())
                .orElseThrow(() -> new EventOutOfOrder("The order " + event.id() + " is not known yet"));
        deliveryOrder.packed();
        deliveryOrders.save(deliveryOrder);
    }
}
