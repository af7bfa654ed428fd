package io.smartwms.deliveryorder;

import io.smartwms.deliveryorder.DeliveryOrder.OrderLine;
import io.smartwms.platform.database.RetryOnConflict;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Cancels delivery orders on behalf of the order service. */
@Component
class Cancellations {

    private final DeliveryOrders deliveryOrders;

    Cancellations(DeliveryOrders deliveryOrders) {
        this.deliveryOrders = deliveryOrders;
    }

    /** Whoever loses the race against packing, or against the order's own arrival, looks again at what is there now. */
    @RetryOnConflict(includes = {ConcurrencyFailureException.class, DataIntegrityViolationException.class})
    @Transactional
    public DeliveryOrder cancel(OrderLine line) {
        DeliveryOrder deliveryOrder = deliveryOrders
                .findById(line.id())
                .map(known -> {
                    known.cancel();
                    return known;
                })
                .orElseGet(() -> DeliveryOrder.cancelInAdvance(line));
        return deliveryOrders.save(deliveryOrder);
    }
}
