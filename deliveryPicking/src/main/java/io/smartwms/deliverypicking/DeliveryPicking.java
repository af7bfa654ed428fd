package io.smartwms.deliverypicking;

import static io.smartwms.deliverypicking.PickingStatus.PickingCanceled;
import static io.smartwms.deliverypicking.PickingStatus.PickingConfirmed;
import static io.smartwms.deliverypicking.PickingStatus.PickingOrdered;
import static io.smartwms.deliverypicking.YesNo.N;
import static io.smartwms.deliverypicking.YesNo.Y;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.smartwms.deliverypicking.DeliveryPickingConsumedEvents.DeliveryOrderCanceled;
import io.smartwms.deliverypicking.DeliveryPickingConsumedEvents.DeliveryOrdered;
import io.smartwms.deliverypicking.DeliveryPickingEvents.InvoicePrinted;
import io.smartwms.deliverypicking.DeliveryPickingEvents.OrderConfirmPrinted;
import io.smartwms.deliverypicking.DeliveryPickingEvents.PickingOrderPrinted;
import io.smartwms.platform.aggregate.Aggregate;
import io.smartwms.platform.problem.IllegalTransition;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;

/**
 * A picking instruction (피킹지시) for one order, under the order's id. It is instructed with the delivery order, released
 * to the pickers when its stock is assigned, and confirmed when the goods are picked and the papers printed; a cancelled
 * delivery order stops it at any of these points.
 *
 * <p>Each transition is guarded: asked for in a state that does not allow it, it throws {@link IllegalTransition} and changes
 * nothing. What may be asked is told by {@link #isAwaitingStock()}, {@link #isPickable()} and {@link #isCanceled()}.
 */
@Entity
class DeliveryPicking extends Aggregate<DeliveryPicking> {

    @Id
    private Long id;

    private String orderId;
    private String productId;
    private @Nullable String productName;
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

    @Enumerated(EnumType.STRING)
    private PickingStatus pickingStatus;

    /** Whether the stock of a live instruction is assigned, so that pickers may go for it. */
    @Enumerated(EnumType.STRING)
    private YesNo pickableYn = N;

    @Enumerated(EnumType.STRING)
    private YesNo pickingOrderPrintYn = N;

    @Enumerated(EnumType.STRING)
    private YesNo orderConfirmPrintYn = N;

    @Enumerated(EnumType.STRING)
    private YesNo invoicePrintYn = N;

    private @Nullable String invoiceNo;
    private Instant createDate;
    private Instant updateDate;

    protected DeliveryPicking() {}

    private DeliveryPicking(
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
        this.pickingStatus = PickingOrdered;
        this.createDate = now();
        this.updateDate = createDate;
    }

    /** A new instruction, which waits for its stock. */
    static DeliveryPicking ordered(DeliveryOrdered event) {
        DeliveryPicking picking = new DeliveryPicking(
                event.id(),
                event.orderId(),
                event.productId(),
                event.deliveryOrderId(),
                event.deliveryOrderQty(),
                event.parcelId(),
                event.parcelLines());
        picking.productName = event.productName();
        picking.shipBy = event.shipBy();
        return picking.andEvent(new DeliveryPickingEvents.PickingOrdered(
                picking.id,
                picking.orderId,
                picking.productId,
                picking.productName,
                picking.deliveryOrderId,
                picking.orderQty,
                picking.pickingStatus,
                picking.parcelId()));
    }

    /** The tombstone of an order whose cancel arrives before the order itself: the late event starts nothing. */
    static DeliveryPicking canceledBeforeOrdered(DeliveryOrderCanceled event) {
        DeliveryPicking picking = new DeliveryPicking(
                event.id(),
                event.orderId(),
                event.productId(),
                event.deliveryOrderId(),
                event.deliveryOrderQty(),
                event.parcelId(),
                event.parcelLines());
        picking.cancel();
        return picking;
    }

    /** Takes over the order's own data, which an earlier cancel of the order did not have. */
    void correct(DeliveryOrderCanceled event) {
        this.orderId = event.orderId();
        this.productId = event.productId();
        this.orderQty = event.deliveryOrderQty();
        this.parcelLine = Math.toIntExact(id - event.parcelId() + 1);
        this.parcelLines = event.parcelLines();
    }

    boolean isAwaitingStock() {
        return pickingStatus == PickingOrdered && pickableYn == N;
    }

    boolean isPickable() {
        return pickingStatus == PickingOrdered && pickableYn == Y;
    }

    boolean isCanceled() {
        return pickingStatus == PickingCanceled;
    }

    boolean isPickingOrderPrinted() {
        return pickingOrderPrintYn == Y;
    }

    boolean isOrderConfirmPrinted() {
        return orderConfirmPrintYn == Y;
    }

    boolean isInvoicePrinted() {
        return invoicePrintYn == Y;
    }

    Long id() {
        return id;
    }

    /** The id of the parcel's first line. */
    @JsonProperty
    long parcelId() {
        return id - parcelLine + 1;
    }

    /** A tombstone learns what the cancel did not tell, so that the row is the same in any order of arrival. */
    void completeTombstone(DeliveryOrdered late) {
        if (isCanceled()) {
            productName = productName == null ? late.productName() : productName;
            shipBy = late.shipBy();
        }
    }

    /** The stock is assigned: the pickers may go. */
    void release() {
        if (!isAwaitingStock()) {
            throw illegal("released");
        }
        pickableYn = Y;
        updateDate = now();
    }

    /** Prints the picking order. Printing it once more is a reprint, which changes nothing. */
    void printPickingOrder() {
        requirePrintable();
        if (!isPickingOrderPrinted()) {
            pickingOrderPrintYn = Y;
            updateDate = now();
            registerEvent(new PickingOrderPrinted(id, deliveryOrderId, pickingOrderPrintYn, parcelId()));
        }
    }

    /** Prints the order confirmation. Printing it once more is a reprint, which changes nothing. */
    void printOrderConfirm() {
        requirePrintable();
        if (!isOrderConfirmPrinted()) {
            orderConfirmPrintYn = Y;
            updateDate = now();
            registerEvent(new OrderConfirmPrinted(id, deliveryOrderId, orderConfirmPrintYn, parcelId()));
        }
    }

    /** Prints the invoice and assigns its number, which is the parcel's. Printing it once more is a reprint under the same number. */
    void printInvoice() {
        requirePrintable();
        if (!isInvoicePrinted()) {
            invoicePrintYn = Y;
            invoiceNo = InvoiceNumber.of(parcelId());
            updateDate = now();
            registerEvent(new InvoicePrinted(id, deliveryOrderId, invoicePrintYn, invoiceNo, parcelId()));
        }
    }

    /** The goods are picked. Prints what is not printed yet, since no parcel goes on without its papers. */
    void confirm() {
        if (!isPickable()) {
            throw illegal("confirmed");
        }
        printPickingOrder();
        printOrderConfirm();
        printInvoice();
        pickingStatus = PickingConfirmed;
        updateDate = now();
        registerEvent(new DeliveryPickingEvents.PickingConfirmed(
                id,
                orderId,
                productId,
                productName,
                deliveryOrderId,
                orderQty,
                pickingStatus,
                Objects.requireNonNull(invoiceNo),
                parcelId(),
                parcelLines,
                shipBy));
    }

    /** Stops the instruction, or undoes the pick. What was printed stays on record. */
    void cancel() {
        if (isCanceled()) {
            throw illegal("canceled");
        }
        pickingStatus = PickingCanceled;
        pickableYn = N;
        updateDate = now();
        registerEvent(new DeliveryPickingEvents.PickingCanceled(id, deliveryOrderId, pickingStatus, parcelId()));
    }

    private void requirePrintable() {
        if (isAwaitingStock() || isCanceled()) {
            throw illegal("printed");
        }
    }

    private IllegalTransition illegal(String move) {
        return isAwaitingStock()
                ? new StockNotAssigned(id, move)
                : new IllegalTransition("picking instruction", id, pickingStatus, move);
    }
}
