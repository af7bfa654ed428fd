package io.smartwms.order;

import io.smartwms.platform.database.RetryOnConflict;
import io.smartwms.platform.problem.NotFound;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Cancels orders that deliveryOrder has cancelled, in a transaction of their own. */
@Component
class CanceledOrders {

    private final Orders orders;

    CanceledOrders(Orders orders) {
        this.orders = orders;
    }

    /** An event may change the order at the same moment; then this transaction is retried, the remote call is not. */
    @RetryOnConflict
    @Transactional
    public Order markCanceled(long id) {
        return cancel(id);
    }

    /** The same for several, in one transaction. */
    @RetryOnConflict
    @Transactional
    public List<Order> markAllCanceled(List<Long> ids) {
        return ids.stream().map(this::cancel).toList();
    }

    private Order cancel(long id) {
        Order order = orders.findById(id).orElseThrow(() -> new NotFound("order", id));
        order.cancel();
        return orders.save(order);
    }
}
