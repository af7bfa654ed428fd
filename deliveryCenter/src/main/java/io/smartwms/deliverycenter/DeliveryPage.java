package io.smartwms.deliverycenter;

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
 * One order as the centre's manager sees it: the state it has in each service, the stage it has reached, and when it came
 * there. {@code id} is the order's number.
 *
 * <p>Every change here gives the same row whatever order the events come in and however often: a text that is known stays,
 * a status only moves forward, a time is that of the earliest event ({@link Monotonic}). What no event has told yet is null.
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

    /** The mall that the order's number belongs to, if it is a mall's. */
    private @Nullable String mallId;

    /** The id of the first of the lines that leave in one parcel. */
    private @Nullable Long parcelId;

    private @Nullable Integer parcelLines;

    /** Until when the parcel has to be handed over to the carrier. */
    private @Nullable Instant shipBy;

    /** The same for as long as somebody still has to do something for the order. */
    private @Nullable Instant dueDate;

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

    /** What was ordered, from the order's own event; it replaces what events of other services have told. */
    DeliveryPage ordered(
            String orderId, String productId, @Nullable String productName, int orderQty, @Nullable String mallId) {
        this.orderId = orderId;
        this.productId = productId;
        this.productName = productName == null ? this.productName : productName;
        this.orderQty = orderQty;
        this.mallId = mallId;
        return this;
    }

    /** What the order's own event says of its parcel. */
    DeliveryPage parcel(long parcelId, int parcelLines, @Nullable Instant shipBy) {
        this.parcelId = parcelId;
        this.parcelLines = parcelLines;
        this.shipBy = shipBy;
        return this;
    }

    DeliveryPage orderLine(String orderId, String productId, @Nullable String productName, @Nullable Integer orderQty) {
        this.orderId = firstKnown(this.orderId, orderId);
        this.productId = firstKnown(this.productId, productId);
        this.productName = firstKnown(this.productName, productName);
        this.orderQty = firstKnown(this.orderQty, orderQty);
        return this;
    }

    DeliveryPage deliveryOrder(long deliveryOrderId) {
        this.deliveryOrderId = firstKnown(this.deliveryOrderId, deliveryOrderId);
        return this;
    }

    DeliveryPage status(OrderStatus status) {
        orderStatus = latest(orderStatus, status);
        return this;
    }

    DeliveryPage status(DeliveryOrderStatus status) {
        deliveryOrderStatus = latest(deliveryOrderStatus, status);
        return this;
    }

    DeliveryPage status(StockStatus status) {
        stockStatus = latest(stockStatus, status);
        return this;
    }

    /** A picking instruction exists, so its three papers are printed or not. */
    DeliveryPage status(PickingStatus status) {
        pickingStatus = latest(pickingStatus, status);
        return pickingOrderPrinted("N").orderConfirmPrinted("N").invoicePrinted("N");
    }

    DeliveryPage status(PackingStatus status) {
        packingStatus = latest(packingStatus, status);
        return this;
    }

    DeliveryPage pickingOrderPrinted(String yn) {
        pickingOrderPrintYn = latest(pickingOrderPrintYn, yn);
        return this;
    }

    DeliveryPage orderConfirmPrinted(String yn) {
        orderConfirmPrintYn = latest(orderConfirmPrintYn, yn);
        return this;
    }

    DeliveryPage invoicePrinted(String yn) {
        invoicePrintYn = latest(invoicePrintYn, yn);
        return this;
    }

    DeliveryPage invoice(String invoiceNo) {
        this.invoiceNo = firstKnown(this.invoiceNo, invoiceNo);
        return this;
    }

    DeliveryPage logistics(String status) {
        logisticsInterfaceStatus = firstKnown(logisticsInterfaceStatus, status);
        return this;
    }

    /** The order has reached a stage; it may be in a later one already. */
    DeliveryPage reached(Stage next, Instant time) {
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
        stage = latest(stage, next);
        return this;
    }

    /** To be called after the changes of an event of the given time. */
    DeliveryPage updateDates(Instant time) {
        Instant since = dateOf(stage);
        // Only an order whose first event has not come yet has no such date.
        stageDate = since != null ? since : earliest(stageDate, time.truncatedTo(ChronoUnit.MICROS));
        dueDate = stage.open() ? shipBy : null;
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
}
