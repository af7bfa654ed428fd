package io.smartwms.order;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.smartwms.order.OrderEvents.OrderCanceled;
import io.smartwms.order.OrderEvents.Ordered;
import io.smartwms.platform.aggregate.Aggregate;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A customer's order (주문) of one product. {@code id} names it in every service; {@code orderId} is the mall's own order
 * number, which several orders may share, one for each product line.
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

    /**
     * @param id as {@link OrderIds} has allocated it
     * @param orderId the mall's order number; without one the order's id takes its place
     * @param orderQty pieces, 1 to 1,000,000
     */
    Order(long id, @Nullable String orderId, String productId, @Nullable String productName, int orderQty) {
        this(id, orderId == null ? Long.toString(id) : orderId, productId, productName, orderQty, now());
        this.orderIdSent = orderId != null;
        registerEvent(new Ordered(id, this.orderId, productId, productName, orderQty, orderStatus, createDate));
    }

    private Order(
            long id, String orderId, String productId, @Nullable String productName, int orderQty, Instant createDate) {
        this.id = id;
        this.orderId = orderId;
        this.productId = productId;
        this.productName = productName;
        this.orderQty = orderQty;
        this.createDate = createDate;
        this.updateDate = createDate;
        this.orderStatus = Status.Ordered;
        this.cancelable = true;
    }

    /** The order as it was when it was placed, for the answer to a repeated request. */
    Order asPlaced() {
        return new Order(id, orderId, productId, productName, orderQty, createDate);
    }

    /** deliveryOrder has cancelled the order; the second time it changes nothing. */
    void cancel() {
        if (orderStatus == Status.Ordered) {
            orderStatus = Status.OrderCanceled;
            deliveryOrderStatus = DeliveryStatus.DeliveryOrderCanceled;
            cancelable = false;
            updateDate = now();
            registerEvent(new OrderCanceled(id, orderId, productId, orderQty, orderStatus));
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
}
