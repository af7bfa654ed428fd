package io.smartwms.order;

import io.smartwms.order.Order.ParcelLine;
import io.smartwms.order.PostedOrder.Shipment;
import io.smartwms.order.deliveryorder.DeliveryOrderService;
import io.smartwms.order.deliveryorder.DeliveryOrderService.CancelOrder;
import io.smartwms.order.deliveryorder.DeliveryOrderService.CancelOrders;
import io.smartwms.order.deliveryorder.DeliveryOrderService.IdentifiedOrder;
import io.smartwms.order.deliveryorder.TooLateToCancel;
import io.smartwms.platform.problem.NotFound;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Where customers place and cancel orders. */
@Component
class OrderDesk {

    private static final Limit ONE = Limit.of(1);

    private final Orders orders;
    private final OrderIds ids;
    private final DeliveryOrderService deliveryOrders;
    private final CanceledOrders canceledOrders;

    OrderDesk(Orders orders, OrderIds ids, DeliveryOrderService deliveryOrders, CanceledOrders canceledOrders) {
        this.orders = orders;
        this.ids = ids;
        this.deliveryOrders = deliveryOrders;
        this.canceledOrders = canceledOrders;
    }

    /**
     * Stores an order, all its lines in the caller's transaction. The ids of the lines follow one another.
     *
     * @throws io.smartwms.platform.problem.InvalidField the time until which it has to be handed over has passed
     */
    List<Order> place(PostedOrder posted) {
        posted.requireShipByAfter(Instant.now());
        List<PostedOrder.Line> lines = posted.orderLines();
        long first = ids.next(lines.size());
        List<Order> placed = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            PostedOrder.Line line = lines.get(i);
            placed.add(orders.save(new Order(
                    first + i,
                    posted.mallId(),
                    posted.orderId() == null ? Long.toString(first) : posted.orderId(),
                    posted.orderId() != null,
                    line.productId(),
                    line.productName(),
                    line.quantity(),
                    posted.shipment() == Shipment.asAvailable ? ParcelLine.ALONE : new ParcelLine(i + 1, lines.size()),
                    posted.shipBy())));
        }
        return placed;
    }

    /** The lines of an order, as they were when it was placed. */
    List<Order> asPlaced(long first, int lines) {
        return LongStream.range(first, first + lines)
                .mapToObj(id -> byId(id).asPlaced())
                .toList();
    }

    Order byId(long id) {
        return orders.findById(id).orElseThrow(() -> new NotFound("order", id));
    }

    /**
     * The order that a cancel by the mall's number means: the newest that can still be cancelled, and if there is none, the
     * newest, so that its state answers. It is an order of the same mall, and of none if the cancel names none. An order whose number
     * the mall did not send has none to be found by.
     *
     * @throws QuantityMismatch some of its pieces are to be cancelled, or more than it has
     */
    Order findCancelTarget(PostedOrder posted) {
        String number = Objects.requireNonNull(posted.orderId());
        String product = posted.productId();
        long sameId = idSpelled(number);
        Order target = (product == null
                        ? orders.newestCancelable(posted.mallId(), number, sameId, ONE)
                        : orders.newestCancelable(posted.mallId(), number, sameId, product, ONE))
                .or(() -> orders.newest(posted.mallId(), number, sameId, product, ONE))
                .orElseThrow(() -> new NotFound("There is no order with the number %s%s."
                        .formatted(number, product == null ? "" : " of the product " + product)));
        if (posted.orderQty() != null && posted.orderQty() != target.orderQty()) {
            throw new QuantityMismatch(target, posted.orderQty());
        }
        return target;
    }

    /** The id that stands as this number where the mall sent none; 0, which nobody has, if no id is spelled so. */
    private static long idSpelled(String number) {
        return number.matches("[1-9][0-9]{0,17}") ? Long.parseLong(number) : 0;
    }

    /**
     * Cancels an order once deliveryOrder has cancelled it; an order already cancelled stays so.
     *
     * <p>No transaction is open during the remote call. When this service dies in between, the event {@code
     * DeliveryOrderCanceled} cancels the order.
     *
     * @throws TooLateToCancel the parcel is packed, nothing changes
     */
    Order cancel(long id) {
        Order order = byId(id);
        if (order.isCanceled()) {
            return order;
        }
        deliveryOrders.cancel(id, cancelRequest(order));
        return canceledOrders.markCanceled(id);
    }

    private static CancelOrder cancelRequest(Order order) {
        return new CancelOrder(
                order.orderId(),
                order.productId(),
                order.productName(),
                order.orderQty(),
                order.mallId(),
                order.parcelId(),
                order.parcelLines(),
                order.shipBy());
    }

    /**
     * All lines of a mall's number, at least one.
     *
     * @param upTo the highest id that counts: what is placed later under the same number is not meant
     * @throws TooManyLines more have the number than can be cancelled at once
     */
    List<Order> findLines(CanceledNumber number, long upTo) {
        List<Order> lines = orders.numbered(
                number.mallId(),
                number.orderId(),
                idSpelled(number.orderId()),
                upTo,
                Limit.of(DeliveryOrderService.MAX_ORDERS + 1));
        if (lines.isEmpty()) {
            throw new NotFound("There is no order with the number %s.".formatted(number.orderId()));
        }
        if (lines.size() > DeliveryOrderService.MAX_ORDERS) {
            throw new TooManyLines(number.orderId());
        }
        return lines;
    }

    /**
     * Cancels all of these orders once deliveryOrder has cancelled them, or none; those already cancelled stay so.
     *
     * @throws TooLateToCancel some of them are packed
     */
    List<Order> cancelAll(List<Order> lines) {
        List<Order> open = lines.stream().filter(line -> !line.isCanceled()).toList();
        if (!open.isEmpty()) {
            deliveryOrders.cancelAll(new CancelOrders(open.stream()
                    .map(order -> new IdentifiedOrder(order.id(), cancelRequest(order)))
                    .toList()));
        }
        return canceledOrders.markAllCanceled(lines.stream().map(Order::id).toList());
    }
}
