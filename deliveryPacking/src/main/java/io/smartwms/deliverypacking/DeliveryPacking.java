package io.smartwms.deliverypacking;

import static io.smartwms.deliverypacking.LogisticsInterfaceStatus.LogisticsInterfaced;
import static io.smartwms.deliverypacking.PackingStatus.PackingCanceled;
import static io.smartwms.deliverypacking.PackingStatus.PackingConfirmed;
import static io.smartwms.deliverypacking.PackingStatus.PackingOrdered;
import static io.smartwms.deliverypacking.YesNo.N;
import static io.smartwms.deliverypacking.YesNo.Y;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.smartwms.deliverypacking.DeliveryPackingConsumedEvents.DeliveryOrderCanceled;
import io.smartwms.deliverypacking.DeliveryPackingConsumedEvents.PickingConfirmed;
import io.smartwms.platform.aggregate.Aggregate;
import io.smartwms.platform.problem.IllegalTransition;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;

/**
 * A packing instruction (패킹지시) for one line of a parcel, under the order's id. It begins when the goods are picked, is
 * confirmed when they are packed, and ends either with the carrier or cancelled, never both: deliveryOrder decides which by
 * closing the window for cancelling, and here a cancel of a line that can no longer be cancelled, or the hand-over of one that is
 * cancelled, is an error and no silent change.
 *
 * <p>A parcel leaves when each of its lines is either {@link #isShippable() shippable} or cancelled.
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

    /** The order's place among the lines of its parcel, from 1: their ids follow one another. */
    @JsonIgnore
    private int parcelLine = 1;

    /** Of how many lines the parcel consists, those cancelled included. */
    private int parcelLines = 1;

    /** For lists to sort by; what is shown comes from {@link #parcelId()}. */
    @Formula("id - parcel_line + 1")
    private @Nullable Long parcelId;

    /** Until when the parcel has to be handed over to the carrier. */
    private @Nullable Instant shipBy;

    private @Nullable String invoiceNo;

    @Enumerated(EnumType.STRING)
    private PackingStatus packingStatus;

    /** Whether the line is packed and can no longer be cancelled, so that it leaves with the rest of its parcel. */
    @Enumerated(EnumType.STRING)
    private YesNo shippableYn = N;

    @Enumerated(EnumType.STRING)
    private @Nullable LogisticsInterfaceStatus logisticsInterfaceStatus;

    private @Nullable Instant logisticsInterfaceDate;
    private Instant createDate;
    private Instant updateDate;

    protected DeliveryPacking() {}

    private DeliveryPacking(
            long id,
            String orderId,
            String productId,
            long deliveryOrderId,
            int orderQty,
            long parcelId,
            int parcelLines) {
        this.id = id;
        this.orderId = orderId;
        this.productId = productId;
        this.deliveryOrderId = deliveryOrderId;
        this.orderQty = orderQty;
        this.parcelLine = Math.toIntExact(id - parcelId + 1);
        this.parcelLines = parcelLines;
        this.packingStatus = PackingOrdered;
        this.createDate = now();
        this.updateDate = createDate;
    }

    /** The goods are picked and may be packed. */
    static DeliveryPacking ordered(PickingConfirmed event) {
        DeliveryPacking packing = new DeliveryPacking(
                event.id(),
                event.orderId(),
                event.productId(),
                event.deliveryOrderId(),
                event.orderQty(),
                event.parcelId(),
                event.parcelLines());
        packing.invoiceNo = event.invoiceNo();
        packing.shipBy = event.shipBy();
        return packing.andEvent(new DeliveryPackingEvents.PackingOrdered(
                packing.id,
                packing.orderId,
                packing.productId,
                packing.deliveryOrderId,
                packing.orderQty,
                packing.packingStatus,
                packing.parcelId()));
    }

    /** The tombstone of an order whose cancel arrives before its pick: the late event starts nothing. */
    static DeliveryPacking canceledBeforePicked(DeliveryOrderCanceled event) {
        DeliveryPacking packing = new DeliveryPacking(
                event.id(),
                event.orderId(),
                event.productId(),
                event.deliveryOrderId(),
                event.deliveryOrderQty(),
                event.parcelId(),
                event.parcelLines());
        packing.cancel();
        return packing;
    }

    /** Takes over the order's own data, which an earlier cancel of the order did not have. */
    void correct(DeliveryOrderCanceled event) {
        this.orderId = event.orderId();
        this.productId = event.productId();
        this.orderQty = event.deliveryOrderQty();
        this.parcelLine = Math.toIntExact(id - event.parcelId() + 1);
        this.parcelLines = event.parcelLines();
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

    /** Whether the line is packed and can no longer be cancelled. */
    boolean isShippable() {
        return shippableYn == Y;
    }

    Long id() {
        return id;
    }

    /** The id of the parcel's first line. */
    @JsonProperty
    long parcelId() {
        return id - parcelLine + 1;
    }

    int parcelLines() {
        return parcelLines;
    }

    /** A tombstone learns what the cancel did not tell, so that the row is the same in any order of arrival. */
    void completeTombstone(PickingConfirmed late) {
        if (isCanceled()) {
            invoiceNo = late.invoiceNo();
            shipBy = late.shipBy();
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
                id, orderId, productId, deliveryOrderId, orderQty, packingStatus, parcelId()));
    }

    /** The line can no longer be cancelled: it may leave. */
    void release() {
        if (packingStatus != PackingConfirmed || isShippable()) {
            throw illegal("released");
        }
        shippableYn = Y;
        updateDate = now();
    }

    /** The carrier takes the parcel, from where nothing comes back; {@code time} is the same for all its lines. */
    void handOver(Instant time) {
        if (!isShippable() || isHandedOver()) {
            throw illegal("handed over");
        }
        logisticsInterfaceStatus = LogisticsInterfaced;
        logisticsInterfaceDate = time.truncatedTo(ChronoUnit.MICROS);
        updateDate = logisticsInterfaceDate;
        registerEvent(new DeliveryPackingEvents.LogisticsInterfaced(
                id,
                orderId,
                productId,
                deliveryOrderId,
                Objects.requireNonNull(invoiceNo),
                logisticsInterfaceStatus,
                logisticsInterfaceDate,
                parcelId(),
                parcelLines));
    }

    /** Stops the instruction, or unpacks the parcel while it is still in the warehouse. */
    void cancel() {
        if (isCanceled() || isShippable() || isHandedOver()) {
            throw illegal("canceled");
        }
        packingStatus = PackingCanceled;
        updateDate = now();
        registerEvent(new DeliveryPackingEvents.PackingCanceled(id, deliveryOrderId, packingStatus, parcelId()));
    }

    private IllegalTransition illegal(String move) {
        return new IllegalTransition(
                "packing instruction", id, isHandedOver() ? LogisticsInterfaced : packingStatus, move);
    }
}
