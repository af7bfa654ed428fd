package io.smartwms.order;

import io.smartwms.platform.problem.InvalidField;
import io.smartwms.platform.text.MallId;
import io.smartwms.platform.text.OrderNumber;
import io.smartwms.platform.text.ProductId;
import io.smartwms.platform.text.ProductName;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a mall posts: an order of one line, an order of several {@code lines}, or, as the seed's load test does it, the cancel of a
 * line.
 *
 * @param orderId the mall's order number; needed for a cancel
 * @param productId needed for an order of one line; narrows a cancel down
 * @param orderQty pieces; 1 if left out, or all that were ordered in a cancel
 * @param orderStatus {@code Ordered} (the same as leaving it out), or one of the two that ask for a cancel
 * @param mallId the mall that the order number belongs to
 * @param lines what is ordered, instead of {@code productId}, {@code productName} and {@code orderQty}
 * @param shipment together if left out
 * @param shipBy until when the order has to be handed over to the carrier
 */
record PostedOrder(
        @Nullable @OrderNumber String orderId,

        @Nullable @ProductId String productId,

        @Nullable @ProductName String productName,

        @Nullable @Min(value = 1, message = PostedOrder.RANGE) @Max(value = 1_000_000, message = PostedOrder.RANGE)
        Integer orderQty,

        @Nullable RequestedStatus orderStatus,

        @Nullable @MallId String mallId,

        @Nullable @Size(min = 1, max = 100, message = "must be 1 to 100 lines")
        List<@Valid @NotNull(message = "must be a line") Line> lines,

        @Nullable Shipment shipment,
        @Nullable Instant shipBy) {

    static final String RANGE = "must be a whole number from 1 to 1000000";

    private static final String IN_LINES = "must stand in the lines, if there are lines";

    /** A time further ahead is taken for a mistake. */
    private static final Duration MAX_SHIP_BY = Duration.ofDays(3650);

    PostedOrder {
        // As precise as the databases keep it.
        shipBy = shipBy == null ? null : shipBy.truncatedTo(ChronoUnit.MICROS);
    }

    /** What the mall wants, in the words of the status that the order is to have. */
    enum RequestedStatus {
        Ordered,
        OrderCanceled,
        DeliveryOrderCanceled
    }

    /** When the lines leave. */
    enum Shipment {
        /** In one parcel, when all that are not cancelled are packed. */
        together,
        /** Each as soon as it can, as a parcel of its own. */
        asAvailable
    }

    /** @param orderQty pieces; 1 if left out */
    record Line(
            @NotNull(message = "is needed to order") @ProductId
            String productId,

            @Nullable @ProductName String productName,

            @Nullable @Min(value = 1, message = RANGE) @Max(value = 1_000_000, message = RANGE)
            Integer orderQty) {

        int quantity() {
            return orderQty == null ? 1 : orderQty;
        }
    }

    boolean isCancel() {
        return orderStatus == RequestedStatus.OrderCanceled || orderStatus == RequestedStatus.DeliveryOrderCanceled;
    }

    /** Whether the answer is a list, also if it is of one line. */
    boolean hasLines() {
        return lines != null;
    }

    /** What is ordered, at least one line. */
    List<Line> orderLines() {
        return lines == null ? List.of(new Line(Objects.requireNonNull(productId), productName, orderQty)) : lines;
    }

    /** @throws InvalidField a field that this kind of request needs is missing, or one is there that it does not have */
    void requireComplete() {
        if (isCancel()) {
            if (orderId == null) {
                throw new InvalidField("orderId", "is needed to cancel");
            }
            refuse("lines", lines, "must be left out of a cancel, which is of one line");
            refuse("shipment", shipment, "must be left out of a cancel");
            refuse("shipBy", shipBy, "must be left out of a cancel");
        } else if (lines == null) {
            if (productId == null) {
                throw new InvalidField("productId", "is needed to order");
            }
        } else {
            refuse("productId", productId, IN_LINES);
            refuse("productName", productName, IN_LINES);
            refuse("orderQty", orderQty, IN_LINES);
        }
    }

    private static void refuse(String field, @Nullable Object value, String reason) {
        if (value != null) {
            throw new InvalidField(field, reason);
        }
    }

    /** @throws InvalidField the time until which the order has to be handed over is in the past, or too far ahead */
    void requireShipByAfter(Instant now) {
        if (shipBy != null && !shipBy.isAfter(now)) {
            throw new InvalidField("shipBy", "must be in the future");
        }
        if (shipBy != null && shipBy.isAfter(now.plus(MAX_SHIP_BY))) {
            throw new InvalidField("shipBy", "must be within ten years");
        }
    }

    /** A request without what this release has added reads as in the release before, which hashed this text for its idempotency keys. */
    @Override
    public String toString() {
        String before = "PostedOrder[orderId=%s, productId=%s, productName=%s, orderQty=%s, orderStatus=%s"
                .formatted(orderId, productId, productName, orderQty, orderStatus);
        return mallId == null && lines == null && shipment == null && shipBy == null
                ? before + "]"
                : before + ", mallId=%s, lines=%s, shipment=%s, shipBy=%s]".formatted(mallId, lines, shipment, shipBy);
    }
}
