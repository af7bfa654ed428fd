package io.smartwms.order;

import io.smartwms.platform.problem.NotFound;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes note of what the delivery centre has cancelled. */
@Component
class CanceledOrders {

    private final Orders orders;

    CanceledOrders(Orders orders) {
        this.orders = orders;
    }

    /** An event may change the order at the same moment; then this is done again, and nobody is asked again. */
    @Retryable(includes = ConcurrencyFailureException.class, maxRetries = 5, delay = 5, jitter = 5)
    @Transactional
    public Order takeNote(long id) {
        Order order = orders.findById(id).orElseThrow(() -> new NotFound("order", id));
        order.cancel();
        return orders.save(order);
    }
}
