package io.smartwms.deliverypacking;

import io.smartwms.deliverypacking.DeliveryPackingConsumedEvents.DeliveryOrderCanceled;
import io.smartwms.deliverypacking.DeliveryPackingConsumedEvents.DeliveryOrderPacked;
import io.smartwms.deliverypacking.DeliveryPackingConsumedEvents.PickingConfirmed;
import io.smartwms.platform.event.EventOutOfOrder;
import io.smartwms.platform.event.Whenever;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

    /** The line can no longer be cancelled, its parcel may leave. A line that is cancelled all the same is parked. */
    @Whenever
    void deliveryOrderPacked(DeliveryOrderPacked event) {
        DeliveryPacking packing = packings.findById(event.id())
                .filter(known -> !known.isPackable())
                .orElseThrow(() -> new EventOutOfOrder("The order %d is not packed yet".formatted(event.id())));
        if (!packing.isShippable() && !packing.isHandedOver()) {
            packing.release();
            packings.save(packing);
            handOverIfComplete(packing);
        }
    }

    /**
     * A cancelled line no longer holds up its parcel. A cancel of a line that can no longer be cancelled is parked: deliveryOrder
     * refuses it, so that none ever comes.
     */
    @Whenever
    void deliveryOrderCanceled(DeliveryOrderCanceled event) {
        DeliveryPacking packing = packings.findById(event.id()).orElse(null);
        if (packing == null) {
            packing = DeliveryPacking.canceledBeforePicked(event);
        } else if (!packing.isCanceled()) {
            packing.cancel();
        } else {
            packing.correct(event);
        }
        packings.save(packing);
        handOverIfComplete(packing);
    }

    /**
     * Hands the parcel over once none of its lines is still to be packed or can still be cancelled. The events of a parcel are in one
     * partition, so its lines come here one after another.
     */
    private void handOverIfComplete(DeliveryPacking changed) {
        List<DeliveryPacking> leaving = new ArrayList<>();
        for (int line = 0; line < changed.parcelLines(); line++) {
            DeliveryPacking packing =
                    packings.findById(changed.parcelId() + line).orElse(null);
            if (packing == null || !packing.isShippable() && !packing.isCanceled()) {
                return;
            }
            if (packing.isShippable() && !packing.isHandedOver()) {
                leaving.add(packing);
            }
        }
        Instant time = Instant.now();
        for (DeliveryPacking packing : leaving) {
            packing.handOver(time);
            packings.save(packing);
        }
    }
}
