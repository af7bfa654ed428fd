package io.smartwms.deliveryorder;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.smartwms.deliveryorder.DeliveryOrderEvents.DeliveryOrderCanceled;
import io.smartwms.deliveryorder.DeliveryOrderEvents.DeliveryOrderPacked;
import io.smartwms.deliveryorder.DeliveryOrderEvents.DeliveryOrdered;
import io.smartwms.platform.aggregate.Aggregate;
import io.smartwms.platform.problem.IllegalTransition;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;

/**
 * A delivery order (출고지시): the warehouse's side of an order, and the one place where the order's fate is decided.
 * It is either cancelled or packed, never both; its row's version settles a race between the two.
 *
 * <p>It carries the order's id. A cancel that overtakes the order leaves a cancelled delivery order behind (a tombstone),
 * so that the order's own event, when it arrives, starts nothing.
 */
@Entity
class DeliveryOrder extends Aggregate<DeliveryOrder> {

    /** Spelled as on the wire and in the views. */
    enum Status {
        DeliveryOrdered,
        DeliveryOrderCanceled,
        DeliveryOrderPacked
    }

    @Id
    private Long id;

    private String orderId;
    private String productId;
    private @Nullable String productName;
    private int deliveryOrderQty;
    private @Nullable String mallId;

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
    private Status deliveryOrderStatus;

    /** The id under the name that others have for it, to sort by. */
    @Formula("id")
    private @Nullable Long deliveryOrderId;

    private Instant createDate;
    private Instant updateDate;

    protected DeliveryOrder() {}

    private DeliveryOrder(OrderLine line, Status status) {
        this.id = line.id();
        take(line);
        this.createDate = now();
        enter(status);
    }

    /** The data of an order that a delivery order takes over. */
    record OrderLine(
            long id,
            String orderId,
            String productId,
            @Nullable String productName,
            int orderQty,
            @Nullable String mallId,
            long parcelId,
            int parcelLines,
            @Nullable Instant shipBy) {}

    /** Accepts an order. */
    static DeliveryOrder accept(OrderLine line) {
        DeliveryOrder accepted = new DeliveryOrder(line, Status.DeliveryOrdered);
        accepted.registerEvent(new DeliveryOrdered(
                line.id(),
                line.orderId(),
                line.productId(),
                line.productName(),
                line.id(),
                line.orderQty(),
                Status.DeliveryOrdered,
                line.mallId(),
                line.parcelId(),
                line.parcelLines(),
                line.shipBy()));
        return accepted;
    }

    /** Cancels an order whose own event has not arrived yet: a tombstone. */
    static DeliveryOrder cancelInAdvance(OrderLine line) {
        DeliveryOrder tombstone = new DeliveryOrder(line, Status.DeliveryOrderCanceled);
        tombstone.registerCanceled();
        return tombstone;
    }

    /**
     * Cancels, or finds that it is cancelled already.
     *
     * @throws IllegalMove once the parcel is packed: the window for cancelling is closed
     */
    void cancel() {
        switch (deliveryOrderStatus) {
            case DeliveryOrdered -> {
                enter(Status.DeliveryOrderCanceled);
                registerCanceled();
            }
            case DeliveryOrderCanceled -> {}
            case DeliveryOrderPacked ->
                throw new IllegalTransition("delivery order", id, deliveryOrderStatus.name(), "cancelled");
        }
    }

    /**
     * The order's own event arrives. If a cancel came before it with other data, the order's own data replace them, and are
     * published again.
     */
    void ordered(OrderLine line) {
        if (deliveryOrderStatus == Status.DeliveryOrderCanceled && !line.equals(line())) {
            take(line);
            enter(Status.DeliveryOrderCanceled);
            registerCanceled();
        }
    }

    private OrderLine line() {
        return new OrderLine(
                id, orderId, productId, productName, deliveryOrderQty, mallId, parcelId(), parcelLines, shipBy);
    }

    private void take(OrderLine line) {
        this.orderId = line.orderId();
        this.productId = line.productId();
        this.productName = line.productName();
        this.deliveryOrderQty = line.orderQty();
        this.mallId = line.mallId();
        this.parcelLine = Math.toIntExact(line.id() - line.parcelId() + 1);
        this.parcelLines = line.parcelLines();
        this.shipBy = line.shipBy();
    }

    /** The parcel is packed: closes the window for cancelling, unless a cancel came first. */
    void packed() {
        if (deliveryOrderStatus == Status.DeliveryOrdered) {
            enter(Status.DeliveryOrderPacked);
            registerEvent(new DeliveryOrderPacked(id, orderId, productId, id, Status.DeliveryOrderPacked, parcelId()));
        }
    }

    private void registerCanceled() {
        registerEvent(new DeliveryOrderCanceled(
                id,
                orderId,
                productId,
                id,
                deliveryOrderQty,
                Status.DeliveryOrderCanceled,
                mallId,
                parcelId(),
                parcelLines));
    }

    private void enter(Status status) {
        this.deliveryOrderStatus = status;
        this.updateDate = now();
    }

    Long id() {
        return id;
    }

    Status status() {
        return deliveryOrderStatus;
    }

    @JsonProperty
    Long deliveryOrderId() {
        return id;
    }

    /** The id of the parcel's first line. */
    @JsonProperty
    long parcelId() {
        return id - parcelLine + 1;
    }
}
