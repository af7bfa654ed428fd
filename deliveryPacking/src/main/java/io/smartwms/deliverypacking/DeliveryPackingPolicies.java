package io.smartwms.deliverypacking;

import io.smartwms.deliverypacking.DeliveryPackingConsumedEvents.DeliveryOrderCanceled;
import io.smartwms.deliverypacking.DeliveryPackingConsumedEvents.DeliveryOrderPacked;
import io.smartwms.deliverypacking.DeliveryPackingConsumedEvents.PickingConfirmed;
import io.smartwms.platform.event.EventOutOfOrder;
import io.smartwms.platform.event.Whenever;
import org.springframework.stereotype.Component;

/** How packing follows the rest of the warehouse. */
@Component
class DeliveryPackingPolicies {

    private final DeliveryPackings packings;
    private final PackingProperties properties;

    DeliveryPackingPolicies(DeliveryPackings packings, PackingProperties properties) {
        this.packings = packings;
        this.properties = properties;
    }

    @Whenever
    void pickingConfirmed(PickingConfirmed event) {
        DeliveryPacking known = packings.findById(event.id()).orElse(null);
        if (known != null) {
            known.completeTombstone(event);
            return;
        }
        DeliveryPacking packing = DeliveryPacking.ordered(event);
        if (properties.automatic()) {
            packing.confirm();
        }
        packings.save(packing);
    }

    /** The window for cancelling is closed, the parcel may leave. A parcel that is cancelled all the same is parked. */
    @Whenever
    void deliveryOrderPacked(DeliveryOrderPacked event) {
        DeliveryPacking packing = packings.findById(event.id())
                .filter(known -> !known.isPackable())
                .orElseThrow(() -> new EventOutOfOrder("The parcel %d is not packed yet".formatted(event.id())));
        if (!packing.isHandedOver()) {
            packing.handOver();
            packings.save(packing);
        }
    }

    /** A cancel of a parcel that the carrier has is parked: deliveryOrder refuses it, so that none ever comes. */
    @Whenever
    void deliveryOrderCanceled(DeliveryOrderCanceled event) {
        DeliveryPacking packing = packings.findById(event.id()).orElse(null);
        if (packing == null) {
            packings.save(DeliveryPacking.canceledBeforePicked(event));
        } else if (!packing.isCanceled()) {
            packing.cancel();
            packings.save(packing);
        } else {
            packing.correct(event);
            packings.save(packing);
        }
    }
}
