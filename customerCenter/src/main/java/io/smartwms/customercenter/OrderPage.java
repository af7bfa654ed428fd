package io.smartwms.customercenter;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.smartwms.platform.view.ViewRow;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One order as its customer sees it: what was ordered, how far it has come, and when it came there. {@code id} is the
 * order's number.
 *
 * <p>Every change here gives the same row whatever order the events come in and however often: a text that is known stays,
 * a status only rises, a time only falls back to the earliest one heard. What no event has told yet is null.
 */
@Entity
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
@Table(name = "order_page")
public class OrderPage implements ViewRow {

    /** The order's own two states. */
    public enum OrderStatus {
        Ordered,
        OrderCanceled
    }

    @Id
    private Long id;

    @Version
    @JsonIgnore
    private @Nullable Long version;

    private @Nullable String orderId;
    private @Nullable String productId;
    private @Nullable String productName;
    private @Nullable Integer orderQty;

    @Enumerated(EnumType.STRING)
    private @Nullable OrderStatus orderStatus;

    private @Nullable Long deliveryOrderId;

    @Enumerated(EnumType.STRING)
    private DeliveryStatus deliveryStatus = DeliveryStatus.Ordered;

    private @Nullable String invoiceNo;

    private @Nullable Instant orderDate;
    private @Nullable Instant deliveryOrderDate;
    private @Nullable Instant pickingOrderDate;
    private @Nullable Instant stockShortDate;
    private @Nullable Instant stockAssignDate;
    private @Nullable Instant pickingDate;
    private @Nullable Instant packingOrderDate;
    private @Nullable Instant packingDate;
    private @Nullable Instant packedDate;
    private @Nullable Instant logisticsInterfaceDate;
    private @Nullable Instant cancelDate;

    protected OrderPage() {}

    OrderPage(long id) {
        this.id = id;
    }

    @Override
    public Long id() {
        return id;
    }

    /** The order's own word of what was ordered; it counts whatever others have said of it, before it or after it. */
    OrderPage ordered(String orderId, String productId, @Nullable String productName, int orderQty) {
        this.orderId = orderId;
        this.productId = productId;
        this.productName = productName == null ? this.productName : productName;
        this.orderQty = orderQty;
        return this;
    }

    OrderPage line(String orderId, String productId, @Nullable String productName, @Nullable Integer orderQty) {
        this.orderId = known(this.orderId, orderId);
        this.productId = known(this.productId, productId);
        this.productName = known(this.productName, productName);
        this.orderQty = known(this.orderQty, orderQty);
        return this;
    }

    OrderPage is(OrderStatus status) {
        orderStatus = later(orderStatus, status);
        return this;
    }

    OrderPage deliveryOrder(long deliveryOrderId) {
        this.deliveryOrderId = known(this.deliveryOrderId, deliveryOrderId);
        return this;
    }

    OrderPage invoice(String invoiceNo) {
        this.invoiceNo = known(this.invoiceNo, invoiceNo);
        return this;
    }

    /** The order has come this far; it may be farther already. */
    OrderPage at(DeliveryStatus reached, Instant time) {
        Instant at = time.truncatedTo(ChronoUnit.MICROS);
        switch (reached) {
            case Ordered -> orderDate = earlier(orderDate, at);
            case DeliveryOrdered -> deliveryOrderDate = earlier(deliveryOrderDate, at);
            case PickingOrdered -> pickingOrderDate = earlier(pickingOrderDate, at);
            case StockShort -> stockShortDate = earlier(stockShortDate, at);
            case StockAssigned -> stockAssignDate = earlier(stockAssignDate, at);
            case PickingConfirmed -> pickingDate = earlier(pickingDate, at);
            case PackingOrdered -> packingOrderDate = earlier(packingOrderDate, at);
            case PackingConfirmed -> packingDate = earlier(packingDate, at);
            case DeliveryOrderPacked -> packedDate = earlier(packedDate, at);
            case LogisticsInterfaced -> logisticsInterfaceDate = earlier(logisticsInterfaceDate, at);
            case DeliveryOrderCanceled -> cancelDate = earlier(cancelDate, at);
        }
        deliveryStatus = later(deliveryStatus, reached);
        return this;
    }

    @Override
    public Map<String, @Nullable Object> counted() {
        Map<String, @Nullable Object> counted = new HashMap<>();
        counted.put("orderStatus", orderStatus);
        counted.put("deliveryStatus", deliveryStatus);
        counted.put("productId", productId);
        return counted;
    }

    private static <T> @Nullable T known(@Nullable T current, @Nullable T next) {
        return current == null ? next : current;
    }

    private static <T extends Comparable<? super T>> T later(@Nullable T current, T next) {
        return current == null || current.compareTo(next) < 0 ? next : current;
    }

    private static Instant earlier(@Nullable Instant current, Instant next) {
        return current == null || next.isBefore(current) ? next : current;
    }
}
