package io.smartwms.order;

import io.smartwms.order.DeliveryOrderService.CancelOrder;
import io.smartwms.platform.problem.NotFound;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.data.domain.Limit;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Where customers place and cancel orders. */
@Component
class OrderDesk {

    private final Orders orders;
    private final OrderIds ids;
    private final DeliveryOrderService deliveryCentre;
    private final TransactionTemplate transaction;

    OrderDesk(Orders orders, OrderIds ids, DeliveryOrderService deliveryCentre, TransactionTemplate transaction) {
        this.orders = orders;
        this.ids = ids;
        this.deliveryCentre = deliveryCentre;
        this.transaction = transaction;
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
     * newest, so that its state answers.
     */
    Order meantBy(PostedOrder posted) {
        return orders.newestCancelable(posted.orderId(), posted.productId())
                .or(() -> orders.newest(posted.orderId(), posted.productId(), Limit.of(1)))
                .orElseThrow(() -> new NotFound("There is no order with the number %s%s."
                        .formatted(
                                posted.orderId(),
                                posted.productId() == null ? "" : " of the product " + posted.productId())));
    }

    /**
     * Cancels an order once the delivery centre has cancelled it; an order already cancelled stays so.
     *
     * <p>No transaction is open while the delivery centre is asked. When this service dies in between, the event {@code
     * DeliveryOrderCanceled} does what is left to do.
     *
     * @throws TooLateToCancel the parcel is packed, nothing changes
     */
    @Retryable(includes = ConcurrencyFailureException.class, maxRetries = 5, delay = 5, jitter = 5)
    public Order cancel(long id) {
        Order order = byId(id);
        if (order.isCanceled()) {
            return order;
        }
        deliveryCentre.cancel(
                id, new CancelOrder(order.orderId(), order.productId(), order.productName(), order.orderQty()));
        return transaction.execute(status -> {
            Order current = byId(id);
            current.cancel();
            return orders.save(current);
        });
    }
}
