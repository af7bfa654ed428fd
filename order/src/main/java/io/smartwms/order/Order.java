package io.smartwms.order;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.smartwms.order.OrderEvents.OrderCanceled;
import io.smartwms.order.OrderEvents.Ordered;
import io.smartwms.platform.aggregate.Aggregate;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;

/**
 * A customer's order (주문) of one product. {@code id} names it in every service; {@code orderId} is the mall's own order
 * number, which several orders may share, one for each product line. Lines that are placed together are one parcel, unless each
 * is to leave as soon as it can; {@code parcelId} is the id of the parcel's first line.
 *
 * <p>Whether it can still be cancelled is decided by deliveryOrder, never here: the order only follows.
 */
@Entity
@Table(name = "orders")
class Order extends Aggregate<Order> {

    /** Spelled as on the wire and in the views. */
    enum Status {
        Ordered,
        OrderCanceled
    }

    @Id
    private Long id;

    private String orderId;

    /** Whether the mall sent {@code orderId}; null in rows of releases that did not note it. */
    @JsonIgnore
    private @Nullable Boolean orderIdSent;

    private String productId;
    private @Nullable String productName;
    private int orderQty;

    /** The mall that sent the order; its order numbers are its own. */
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
    private Status orderStatus;

    @Enumerated(EnumType.STRING)
    private @Nullable DeliveryStatus deliveryOrderStatus;

    /** As far as this service knows, a cancel would still be granted. Finds the newest such order by an index. */
    @JsonIgnore
    private boolean cancelable;

    private Instant createDate;
    private Instant updateDate;

    protected Order() {}

    /** A line of a parcel: {@code line} of {@code lines}, from 1. The parcel has the id of its first line. */
    record ParcelLine(int line, int lines) {

        /** A parcel of its own. */
        static final ParcelLine ALONE = new ParcelLine(1, 1);
    }

    /**
     * @param id as {@link OrderIds} has allocated it
     * @param orderId the mall's order number, or the id that stands in for it
     * @param orderIdSent whether the mall sent {@code orderId}
     * @param orderQty pieces, 1 to 1,000,000
     */
    Order(
            long id,
            @Nullable String mallId,
            String orderId,
            boolean orderIdSent,
            String productId,
            @Nullable String productName,
            int orderQty,
            ParcelLine parcel,
            @Nullable Instant shipBy) {
        this(id, mallId, orderId, productId, productName, orderQty, parcel, shipBy, now());
        this.orderIdSent = orderIdSent;
        registerEvent(new Ordered(
                id,
                orderId,
                productId,
                productName,
                orderQty,
                orderStatus,
                createDate,
                mallId,
                parcelId(),
                parcelLines,
                shipBy));
    }

    private Order(
            long id,
            @Nullable String mallId,
            String orderId,
            String productId,
            @Nullable String productName,
            int orderQty,
            ParcelLine parcel,
            @Nullable Instant shipBy,
            Instant createDate) {
        this.id = id;
        this.mallId = mallId;
        this.orderId = orderId;
        this.productId = productId;
        this.productName = productName;
        this.orderQty = orderQty;
        this.parcelLine = parcel.line();
        this.parcelLines = parcel.lines();
        this.shipBy = shipBy;
        this.createDate = createDate;
        this.updateDate = createDate;
        this.orderStatus = Status.Ordered;
        this.cancelable = true;
    }

    /** The order as it was when it was placed, for the answer to a repeated request. */
    Order asPlaced() {
        ParcelLine parcel = new ParcelLine(parcelLine, parcelLines);
        return new Order(id, mallId, orderId, productId, productName, orderQty, parcel, shipBy, createDate);
    }

    /** deliveryOrder has cancelled the order; the second time it changes nothing. */
    void cancel() {
        if (orderStatus == Status.Ordered) {
            orderStatus = Status.OrderCanceled;
            deliveryOrderStatus = DeliveryStatus.DeliveryOrderCanceled;
            cancelable = false;
            updateDate = now();
            registerEvent(new OrderCanceled(id, orderId, productId, orderQty, orderStatus, parcelId()));
        }
    }

    /** Follows the order on its way, forwards only: a late or repeated event does not lead it back. */
    void reached(DeliveryStatus stage) {
        if (deliveryOrderStatus == null || deliveryOrderStatus.isBehind(stage)) {
            deliveryOrderStatus = stage;
            cancelable = stage.isBehind(DeliveryStatus.DeliveryOrderPacked);
            updateDate = now();
        }
    }

    boolean isCanceled() {
        return orderStatus == Status.OrderCanceled;
    }

    boolean isCancelable() {
        return cancelable;
    }

    Long id() {
        return id;
    }

    String orderId() {
        return orderId;
    }

    String productId() {
        return productId;
    }

    @Nullable
    String productName() {
        return productName;
    }

    int orderQty() {
        return orderQty;
    }

    @Nullable
    String mallId() {
        return mallId;
    }

    /** The id of the parcel's first line. */
    @JsonProperty
    long parcelId() {
        return id - parcelLine + 1;
    }

    int parcelLines() {
        return parcelLines;
    }

    @Nullable
    Instant shipBy() {
        return shipBy;
    }
}
