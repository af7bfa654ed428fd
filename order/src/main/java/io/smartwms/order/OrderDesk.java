package io.smartwms.order;

import io.smartwms.order.deliveryorder.DeliveryOrderService;
import io.smartwms.order.deliveryorder.DeliveryOrderService.CancelOrder;
import io.smartwms.order.deliveryorder.TooLateToCancel;
import io.smartwms.platform.problem.NotFound;
import java.util.Objects;
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

    /** Stores the order in the caller's transaction. */
    Order place(PostedOrder posted) {
        return orders.save(new Order(
                ids.next(),
                posted.orderId(),
                Objects.requireNonNull(posted.productId()),
                posted.productName(),
                posted.quantity()));
    }

    Order byId(long id) {
        return orders.findById(id).orElseThrow(() -> new NotFound("order", id));
    }

    /**
     * The order that a cancel by the mall's number means: the newest that can still be cancelled, and if there is none, the
     * newest, so that its state answers. An order whose number the mall did not send has none to be found by.
     *
     * @throws OnlyWhole some of its pieces are to be cancelled, or more than it has
     */
    Order findCancelTarget(PostedOrder posted) {
        String number = Objects.requireNonNull(posted.orderId());
        String product = posted.productId();
        long sameId = idSpelled(number);
        Order target = (product == null
                        ? orders.newestCancelable(number, sameId, ONE)
                        : orders.newestCancelable(number, sameId, product, ONE))
                .or(() -> orders.newest(number, sameId, product, ONE))
                .orElseThrow(() -> new NotFound("There is no order with the number %s%s."
                        .formatted(number, product == null ? "" : " of the product " + product)));
        if (posted.orderQty() != null && posted.orderQty() != target.orderQty()) {
            throw new OnlyWhole(target, posted.orderQty());
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
        deliveryOrders.cancel(
                id, new CancelOrder(order.orderId(), order.productId(), order.productName(), order.orderQty()));
        return canceledOrders.markCanceled(id);
    }
}
