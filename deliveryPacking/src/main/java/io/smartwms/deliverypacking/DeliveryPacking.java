package io.smartwms.deliverypacking;

import static io.smartwms.deliverypacking.LogisticsInterfaceStatus.LogisticsInterfaced;
import static io.smartwms.deliverypacking.PackingStatus.PackingCanceled;
import static io.smartwms.deliverypacking.PackingStatus.PackingConfirmed;
import static io.smartwms.deliverypacking.PackingStatus.PackingOrdered;

import io.smartwms.deliverypacking.DeliveryPackingConsumedEvents.DeliveryOrderCanceled;
import io.smartwms.deliverypacking.DeliveryPackingConsumedEvents.PickingConfirmed;
import io.smartwms.platform.aggregate.Aggregate;
import io.smartwms.platform.problem.IllegalTransition;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A packing instruction (패킹지시) and the parcel it makes, under the order's id. It begins when the goods are picked, is
 * confirmed when the parcel is packed, and ends either with the carrier or cancelled, never both: deliveryOrder decides
 * which by closing the window for cancelling, and here a cancel of a parcel that is gone, or the hand-over of one that is
 * cancelled, is an error and no silent change.
 *
 * <p>Each transition is guarded: asked for in a state that does not allow it, it throws {@link IllegalTransition} and changes
 * nothing.
 */
@Entity
class DeliveryPacking extends Aggregate<DeliveryPacking> {

    @Id
    private Long id;

    private String orderId;
    private String productId;
    private long deliveryOrderId;
    private int orderQty;
    private @Nullable String invoiceNo;

    @Enumerated(EnumType.STRING)
    private PackingStatus packingStatus;

    @Enumerated(EnumType.STRING)
    private @Nullable LogisticsInterfaceStatus logisticsInterfaceStatus;

    private @Nullable Instant logisticsInterfaceDate;
    private Instant createDate;
    private Instant updateDate;

    protected DeliveryPacking() {}

    private DeliveryPacking(long id, String orderId, String productId, long deliveryOrderId, int orderQty) {
        this.id = id;
        this.orderId = orderId;
        this.productId = productId;
        this.deliveryOrderId = deliveryOrderId;
        this.orderQty = orderQty;
        this.packingStatus = PackingOrdered;
        this.createDate = now();
        this.updateDate = createDate;
    }

    /** The goods are picked and may be packed. */
    static DeliveryPacking ordered(PickingConfirmed event) {
        DeliveryPacking packing = new DeliveryPacking(
                event.id(), event.orderId(), event.productId(), event.deliveryOrderId(), event.orderQty());
        packing.invoiceNo = event.invoiceNo();
        return packing.andEvent(new DeliveryPackingEvents.PackingOrdered(
                packing.id,
                packing.orderId,
                packing.productId,
                packing.deliveryOrderId,
                packing.orderQty,
                packing.packingStatus));
    }

    /** The tombstone of an order whose cancel arrives before its pick: the late event starts nothing. */
    static DeliveryPacking canceledBeforePicked(DeliveryOrderCanceled event) {
        DeliveryPacking packing = new DeliveryPacking(
                event.id(), event.orderId(), event.productId(), event.deliveryOrderId(), event.deliveryOrderQty());
        packing.cancel();
        return packing;
    }

    /** Takes over the order's own data, which an earlier cancel of the order did not have. */
    void correct(DeliveryOrderCanceled event) {
        this.orderId = event.orderId();
        this.productId = event.productId();
        this.orderQty = event.deliveryOrderQty();
    }

    boolean isPackable() {
        return packingStatus == PackingOrdered;
    }

    boolean isCanceled() {
        return packingStatus == PackingCanceled;
    }

    boolean isHandedOver() {
        return logisticsInterfaceStatus == LogisticsInterfaced;
    }

    Long id() {
        return id;
    }

    /** A tombstone learns the one thing that the cancel did not tell, so that the row is the same in any order of arrival. */
    void completeTombstone(PickingConfirmed late) {
        if (isCanceled() && invoiceNo == null) {
            invoiceNo = late.invoiceNo();
        }
    }

    /** The parcel is packed. */
    void confirm() {
        if (!isPackable()) {
            throw illegal("confirmed");
        }
        packingStatus = PackingConfirmed;
        updateDate = now();
        registerEvent(new DeliveryPackingEvents.PackingConfirmed(
                id, orderId, productId, deliveryOrderId, orderQty, packingStatus));
    }

    /** The carrier takes the parcel, from where nothing comes back. */
    void handOver() {
        if (packingStatus != PackingConfirmed || isHandedOver()) {
            throw illegal("handed over");
        }
        logisticsInterfaceStatus = LogisticsInterfaced;
        logisticsInterfaceDate = now();
        updateDate = logisticsInterfaceDate;
        registerEvent(new DeliveryPackingEvents.LogisticsInterfaced(
                id,
                orderId,
                productId,
                deliveryOrderId,
                Objects.requireNonNull(invoiceNo),
                logisticsInterfaceStatus,
                logisticsInterfaceDate));
    }

    /** Stops the instruction, or unpacks the parcel while it is still in the warehouse. */
    void cancel() {
        if (isCanceled() || isHandedOver()) {
            throw illegal("canceled");
        }
        packingStatus = PackingCanceled;
        updateDate = now();
        registerEvent(new DeliveryPackingEvents.PackingCanceled(id, deliveryOrderId, packingStatus));
    }

    private IllegalTransition illegal(String move) {
        return new IllegalTransition(
                "packing instruction", id, isHandedOver() ? LogisticsInterfaced : packingStatus, move);
    }
}
