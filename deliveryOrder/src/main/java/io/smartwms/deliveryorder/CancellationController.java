package io.smartwms.deliveryorder;

import io.smartwms.deliveryorder.DeliveryOrder.OrderLine;
import io.smartwms.deliveryorder.DeliveryOrder.Status;
import io.smartwms.platform.problem.InvalidField;
import io.smartwms.platform.rest.CommandController;
import io.smartwms.platform.text.MallId;
import io.smartwms.platform.text.OrderNumber;
import io.smartwms.platform.text.ProductName;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * The synchronous half of cancelling, for the order service alone, which shows the internal key: cancelling an id that no
 * order has yet would kill the order that will get it.
 */
@CommandController
class CancellationController {

    private final Cancellations cancellations;

    CancellationController(Cancellations cancellations) {
        this.cancellations = cancellations;
    }

    /** The order to cancel, as the order service knows it: it may be unknown here still. */
    record CancelOrder(
            @NotNull @OrderNumber String orderId,
            // What the order service has stored, perhaps years ago: an id that is refused today can still be cancelled.
            @NotNull @OrderNumber String productId,
            @Nullable @ProductName String productName,
            @NotNull @Min(1) @Max(1_000_000) Integer orderQty,
            @Nullable @MallId String mallId,
            @Nullable @Positive Long parcelId,
            @Nullable @Positive Integer parcelLines,
            @Nullable Instant shipBy) {

        /** Pods of the release before know no parcels: then the order is a parcel of its own. */
        OrderLine line(long id) {
            long parcel = parcelId == null ? id : parcelId;
            int lines = parcelLines == null ? 1 : parcelLines;
            if (parcel > id || id - parcel >= lines) {
                throw new InvalidField("parcelId", "must be the id of the first of the parcel's lines");
            }
            return new OrderLine(id, orderId, productId, productName, orderQty, mallId, parcel, lines, shipBy);
        }
    }

    record Cancellation(long id, Status deliveryOrderStatus) {}

    /** @param orders 1 to 100 */
    record CancelOrders(
            @NotNull @Size(min = 1, max = 100, message = "must be 1 to 100 orders")
            List<@Valid @NotNull IdentifiedOrder> orders) {}

    record IdentifiedOrder(
            @NotNull @Positive Long id, @NotNull @Valid CancelOrder order) {}

    /** 200 when all of them are cancelled, now or before; 409 {@code illegal-move} when some are packed, and then none is cancelled. */
    @PutMapping("/deliveryOrders/cancellations")
    ResponseEntity<List<Cancellation>> cancelAll(@RequestBody @Valid CancelOrders orders) {
        List<DeliveryOrder> canceled = cancellations.cancelAll(orders.orders().stream()
                .map(each -> each.order().line(each.id()))
                .toList());
        return ResponseEntity.ok(canceled.stream()
                .map(each -> new Cancellation(each.id(), each.status()))
                .toList());
    }

    /** 200 when the delivery order is cancelled, now or before; 409 {@code illegal-move} when it is packed. */
    @PutMapping("/deliveryOrders/{id}/cancellation")
    ResponseEntity<Cancellation> cancel(@PathVariable @Positive long id, @RequestBody @Valid CancelOrder order) {
        DeliveryOrder canceled = cancellations.cancel(order.line(id));
        return ResponseEntity.ok(new Cancellation(canceled.id(), canceled.status()));
    }
}
