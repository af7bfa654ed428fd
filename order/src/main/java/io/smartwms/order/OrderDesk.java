package io.smartwms.order;

import io.smartwms.order.DeliveryOrderService.CancelOrder;
import io.smartwms.platform.problem.NotFound;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Where customers place and cancel orders. */
@Component
class OrderDesk {

    private static final Limit ONE = Limit.of(1);

    private final Orders orders;
    private final OrderIds ids;
    private final DeliveryOrderService deliveryCentre;
    private final CanceledOrders canceled;

    OrderDesk(Orders orders, OrderIds ids, DeliveryOrderService deliveryCentre, CanceledOrders canceled) {
        this.orders = orders;
        this.ids = ids;
        this.deliveryCentre = deliveryCentre;
        this.canceled = canceled;
    }

    /** Takes part in the caller's transaction. */
    Order place(PostedOrder posted) {
        return orders.save(
                new Order(ids.next(), posted.orderId(), posted.productId(), posted.productName(), posted.quantity()));
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
    Order meantBy(PostedOrder posted) {
        String number = posted.orderId();
        String product = posted.productId();
        long sameId = idSpelled(number);
        Order meant = (product == null
                        ? orders.newestCancelable(number, sameId, ONE)
                        : orders.newestCancelable(number, sameId, product, ONE))
                .or(() -> orders.newest(number, sameId, product, ONE))
                .orElseThrow(() -> new NotFound("There is no order with the number %s%s."
                        .formatted(number, product == null ? "" : " of the product " + product)));
        if (posted.orderQty() != null && posted.orderQty() != meant.orderQty()) {
            throw new OnlyWhole(meant, posted.orderQty());
        }
        return meant;
    }

    /** The id that stands as this number where the mall sent none; 0, which nobody has, if no id is spelled so. */
    private static long idSpelled(String number) {
        return number.matches("[1-9][0-9]{0,17}") ? Long.parseLong(number) : 0;
    }

    /**
     * Cancels an order once the delivery centre has cancelled it; an order already cancelled stays so.
     *
     * <p>No transaction is open while the delivery centre is asked. When this service dies in between, the event {@code
     * DeliveryOrderCanceled} does what is left to do.
     *
     * @throws TooLateToCancel the parcel is packed, nothing changes
     */
    Order cancel(long id) {
        Order order = byId(id);
        if (order.isCanceled()) {
            return order;
        }
        deliveryCentre.cancel(
                id, new CancelOrder(order.orderId(), order.productId(), order.productName(), order.orderQty()));
        return canceled.takeNote(id);
    }
}
