package io.smartwms.deliveryorder;

import io.smartwms.deliveryorder.DeliveryOrder.OrderLine;
import io.smartwms.deliveryorder.DeliveryOrder.Status;
import io.smartwms.platform.database.RetryOnConflict;
import io.smartwms.platform.problem.ProblemException;
import java.util.List;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
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
        return cancelOne(line);
    }

    /**
     * Cancels all of these, or none.
     *
     * @throws SomePacked some of them are packed
     */
    @RetryOnConflict(includes = {ConcurrencyFailureException.class, DataIntegrityViolationException.class})
    @Transactional
    public List<DeliveryOrder> cancelAll(List<OrderLine> lines) {
        List<Long> packed = lines.stream()
                .map(OrderLine::id)
                .filter(id -> deliveryOrders
                        .findById(id)
                        .filter(known -> known.status() == Status.DeliveryOrderPacked)
                        .isPresent())
                .toList();
        if (!packed.isEmpty()) {
            throw new SomePacked(packed);
        }
        return lines.stream().map(this::cancelOne).toList();
    }

    private DeliveryOrder cancelOne(OrderLine line) {
        DeliveryOrder deliveryOrder = deliveryOrders
                .findById(line.id())
                .map(known -> {
                    known.cancel();
                    return known;
                })
                .orElseGet(() -> DeliveryOrder.cancelInAdvance(line));
        return deliveryOrders.save(deliveryOrder);
    }

    /** 409: the member {@code orders} has the ids of those that are packed. */
    static class SomePacked extends ProblemException {

        SomePacked(List<Long> packed) {
            super(
                    HttpStatus.CONFLICT,
                    "illegal-move",
                    "Not possible in this state",
                    "Some of the delivery orders are packed, none is cancelled.");
            with("state", Status.DeliveryOrderPacked);
            with("orders", packed);
        }
    }
}
