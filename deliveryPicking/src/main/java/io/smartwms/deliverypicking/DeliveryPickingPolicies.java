package io.smartwms.deliverypicking;

import io.smartwms.deliverypicking.DeliveryPickingConsumedEvents.DeliveryOrderCanceled;
import io.smartwms.deliverypicking.DeliveryPickingConsumedEvents.DeliveryOrdered;
import io.smartwms.deliverypicking.DeliveryPickingConsumedEvents.StockAssigned;
import io.smartwms.platform.event.EventOutOfOrder;
import io.smartwms.platform.event.Whenever;
import org.springframework.stereotype.Component;

/** How picking follows the rest of the warehouse. */
@Component
class DeliveryPickingPolicies {

    private final DeliveryPickings pickings;
    private final PickingProperties properties;

    DeliveryPickingPolicies(DeliveryPickings pickings, PickingProperties properties) {
        this.pickings = pickings;
        this.properties = properties;
    }

    @Whenever
    void deliveryOrdered(DeliveryOrdered event) {
        pickings.findById(event.id())
                .ifPresentOrElse(
                        picking -> picking.completeTombstone(event),
                        () -> pickings.save(DeliveryPicking.ordered(event)));
    }

    @Whenever
    void stockAssigned(StockAssigned event) {
        DeliveryPicking picking = pickings.findById(event.id())
                .orElseThrow(() -> new EventOutOfOrder("There is no picking instruction %d yet".formatted(event.id())));
        if (picking.isAwaitingStock()) {
            picking.release();
            if (properties.automatic()) {
                picking.confirm();
            }
            pickings.save(picking);
        }
    }

    @Whenever
    void deliveryOrderCanceled(DeliveryOrderCanceled event) {
        DeliveryPicking picking = pickings.findById(event.id()).orElse(null);
        if (picking == null) {
            pickings.save(DeliveryPicking.canceledBeforeOrdered(event));
        } else if (!picking.isCanceled()) {
            picking.cancel();
            pickings.save(picking);
        } else {
            picking.correct(event);
            pickings.save(picking);
        }
    }
}
