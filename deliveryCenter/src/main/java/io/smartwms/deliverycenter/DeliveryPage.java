package io.smartwms.deliverycenter;

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
 * One order as the centre's manager sees it: the state it has in each service, the stage it has reached, and when it came
 * there. {@code id} is the order's number.
 *
 * <p>Every change here gives the same row whatever order the events come in and however often: a text that is known stays,
 * a status only rises, a time only falls back to the earliest one heard. What no event has told yet is null.
 */
@Entity
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
@Table(name = "delivery_page")
public class DeliveryPage implements ViewRow {

    /** The order's own two states. */
    public enum OrderStatus {
        Ordered,
        OrderCanceled
    }

    /** As deliveryOrder has it. */
    public enum DeliveryOrderStatus {
        DeliveryOrdered,
        DeliveryOrderPacked,
        DeliveryOrderCanceled
    }

    /** Whether the order waits for stock, or ever got it. */
    public enum StockStatus {
        StockShort,
        StockAssigned
    }

    /** As deliveryPicking has it. */
    public enum PickingStatus {
        PickingOrdered,
        PickingConfirmed,
        PickingCanceled
    }

    /** As deliveryPacking has it. */
    public enum PackingStatus {
        PackingOrdered,
        PackingConfirmed,
        PackingCanceled
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
    private @Nullable DeliveryOrderStatus deliveryOrderStatus;

    @Enumerated(EnumType.STRING)
    private @Nullable StockStatus stockStatus;

    @Enumerated(EnumType.STRING)
    private @Nullable PickingStatus pickingStatus;

    @Enumerated(EnumType.STRING)
    private @Nullable PackingStatus packingStatus;

    private @Nullable String logisticsInterfaceStatus;

    private @Nullable String pickingOrderPrintYn;
    private @Nullable String orderConfirmPrintYn;
    private @Nullable String invoicePrintYn;
    private @Nullable String invoiceNo;

    @Enumerated(EnumType.STRING)
    private Stage stage = Stage.Ordered;

    /** Since when the order is in its stage. */
    private @Nullable Instant stageDate;

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

    protected DeliveryPage() {}

    DeliveryPage(long id) {
        this.id = id;
    }

    @Override
    public Long id() {
        return id;
    }

    /** The order's own word of what was ordered; it counts whatever others have said of it, before it or after it. */
    DeliveryPage ordered(String orderId, String productId, @Nullable String productName, int orderQty) {
        this.orderId = orderId;
        this.productId = productId;
        this.productName = productName == null ? this.productName : productName;
        this.orderQty = orderQty;
        return this;
    }

    DeliveryPage line(String orderId, String productId, @Nullable String productName, @Nullable Integer orderQty) {
        this.orderId = known(this.orderId, orderId);
        this.productId = known(this.productId, productId);
        this.productName = known(this.productName, productName);
        this.orderQty = known(this.orderQty, orderQty);
        return this;
    }

    DeliveryPage deliveryOrder(long deliveryOrderId) {
        this.deliveryOrderId = known(this.deliveryOrderId, deliveryOrderId);
        return this;
    }

    DeliveryPage is(OrderStatus status) {
        orderStatus = later(orderStatus, status);
        return this;
    }

    DeliveryPage is(DeliveryOrderStatus status) {
        deliveryOrderStatus = later(deliveryOrderStatus, status);
        return this;
    }

    DeliveryPage is(StockStatus status) {
        stockStatus = later(stockStatus, status);
        return this;
    }

    /** A picking instruction exists, so its three papers are printed or not. */
    DeliveryPage is(PickingStatus status) {
        pickingStatus = later(pickingStatus, status);
        return pickingOrderPrinted("N").orderConfirmPrinted("N").invoicePrinted("N");
    }

    DeliveryPage is(PackingStatus status) {
        packingStatus = later(packingStatus, status);
        return this;
    }

    DeliveryPage pickingOrderPrinted(String yn) {
        pickingOrderPrintYn = later(pickingOrderPrintYn, yn);
        return this;
    }

    DeliveryPage orderConfirmPrinted(String yn) {
        orderConfirmPrintYn = later(orderConfirmPrintYn, yn);
        return this;
    }

    DeliveryPage invoicePrinted(String yn) {
        invoicePrintYn = later(invoicePrintYn, yn);
        return this;
    }

    DeliveryPage invoice(String invoiceNo) {
        this.invoiceNo = known(this.invoiceNo, invoiceNo);
        return this;
    }

    DeliveryPage logistics(String status) {
        logisticsInterfaceStatus = known(logisticsInterfaceStatus, status);
        return this;
    }

    /** The order has reached a stage; it may be in a later one already. */
    DeliveryPage at(Stage reached, Instant time) {
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
        stage = later(stage, reached);
        return this;
    }

    /** Brings {@code stageDate} up to date after the changes of an event of the given time. */
    DeliveryPage heard(Instant time) {
        Instant since = dateOf(stage);
        // Only an order whose first event has not come yet has no such date.
        stageDate = since != null ? since : earlier(stageDate, time.truncatedTo(ChronoUnit.MICROS));
        return this;
    }

    private @Nullable Instant dateOf(Stage stage) {
        return switch (stage) {
            case Ordered -> orderDate;
            case DeliveryOrdered -> deliveryOrderDate;
            case PickingOrdered -> pickingOrderDate;
            case StockShort -> stockShortDate;
            case StockAssigned -> stockAssignDate;
            case PickingConfirmed -> pickingDate;
            case PackingOrdered -> packingOrderDate;
            case PackingConfirmed -> packingDate;
            case DeliveryOrderPacked -> packedDate;
            case LogisticsInterfaced -> logisticsInterfaceDate;
            case DeliveryOrderCanceled -> cancelDate;
        };
    }

    @Override
    public Map<String, @Nullable Object> counted() {
        Map<String, @Nullable Object> counted = new HashMap<>();
        counted.put("stage", stage);
        counted.put("deliveryOrderStatus", deliveryOrderStatus);
        counted.put("pickingStatus", pickingStatus);
        counted.put("packingStatus", packingStatus);
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
