package io.smartwms.customercenter;

import static io.smartwms.platform.view.Monotonic.earliest;
import static io.smartwms.platform.view.Monotonic.firstKnown;
import static io.smartwms.platform.view.Monotonic.latest;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.smartwms.platform.view.Monotonic;
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
 * a status only moves forward, a time is that of the earliest event ({@link Monotonic}). What no event has told yet is null.
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

    /** The mall that the order's number belongs to, if it is a mall's. */
    private @Nullable String mallId;

    /** The id of the first of the lines that leave in one parcel. */
    private @Nullable Long parcelId;

    private @Nullable Integer parcelLines;

    /** Until when the parcel has to be handed over to the carrier. */
    private @Nullable Instant shipBy;

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

    /** What was ordered, from the order's own event; it replaces what events of other services have told. */
    OrderPage ordered(
            String orderId, String productId, @Nullable String productName, int orderQty, @Nullable String mallId) {
        this.orderId = orderId;
        this.productId = productId;
        this.productName = productName == null ? this.productName : productName;
        this.orderQty = orderQty;
        this.mallId = mallId;
        return this;
    }

    /** What the order's own event says of its parcel. */
    OrderPage parcel(long parcelId, int parcelLines, @Nullable Instant shipBy) {
        this.parcelId = parcelId;
        this.parcelLines = parcelLines;
        this.shipBy = shipBy;
        return this;
    }

    OrderPage orderLine(String orderId, String productId, @Nullable String productName, @Nullable Integer orderQty) {
        this.orderId = firstKnown(this.orderId, orderId);
        this.productId = firstKnown(this.productId, productId);
        this.productName = firstKnown(this.productName, productName);
        this.orderQty = firstKnown(this.orderQty, orderQty);
        return this;
    }

    OrderPage status(OrderStatus status) {
        orderStatus = latest(orderStatus, status);
        return this;
    }

    OrderPage deliveryOrder(long deliveryOrderId) {
        this.deliveryOrderId = firstKnown(this.deliveryOrderId, deliveryOrderId);
        return this;
    }

    OrderPage invoice(String invoiceNo) {
        this.invoiceNo = firstKnown(this.invoiceNo, invoiceNo);
        return this;
    }

    /** The order has come this far; it may be farther already. */
    OrderPage reached(DeliveryStatus next, Instant time) {
        Instant at = time.truncatedTo(ChronoUnit.MICROS);
        switch (next) {
            case Ordered -> orderDate = earliest(orderDate, at);
            case DeliveryOrdered -> deliveryOrderDate = earliest(deliveryOrderDate, at);
            case PickingOrdered -> pickingOrderDate = earliest(pickingOrderDate, at);
            case StockShort -> stockShortDate = earliest(stockShortDate, at);
            case StockAssigned -> stockAssignDate = earliest(stockAssignDate, at);
            case PickingConfirmed -> pickingDate = earliest(pickingDate, at);
            case PackingOrdered -> packingOrderDate = earliest(packingOrderDate, at);
            case PackingConfirmed -> packingDate = earliest(packingDate, at);
            case DeliveryOrderPacked -> packedDate = earliest(packedDate, at);
            case LogisticsInterfaced -> logisticsInterfaceDate = earliest(logisticsInterfaceDate, at);
            case DeliveryOrderCanceled -> cancelDate = earliest(cancelDate, at);
        }
        deliveryStatus = latest(deliveryStatus, next);
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
}
