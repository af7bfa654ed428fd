package io.smartwms.stock;

import io.smartwms.platform.event.EventOutOfOrder;
import io.smartwms.platform.event.Whenever;
import io.smartwms.stock.Reservation.Status;
import io.smartwms.stock.StockConsumedEvents.DeliveryOrderCanceled;
import io.smartwms.stock.StockConsumedEvents.DeliveryOrdered;
import io.smartwms.stock.StockConsumedEvents.PackingConfirmed;
import io.smartwms.stock.StockConsumedEvents.ProductRegistered;
import io.smartwms.stock.StockConsumedEvents.StockAssigned;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What the stock does whenever an event of another service arrives. */
@Component
class StockPolicies {

    private final LockedStocks lockedStocks;
    private final Reservations reservations;
    private final MovementBatch movementBatch;

    StockPolicies(LockedStocks lockedStocks, Reservations reservations, MovementBatch movementBatch) {
        this.lockedStocks = lockedStocks;
        this.reservations = reservations;
        this.movementBatch = movementBatch;
    }

    /** A product is sold from now on: its stock is opened, and orders that were faster than it are served. */
    @Whenever
    void productRegistered(ProductRegistered event) {
        Stock stock = lockedStocks.lockOrCreate(event.productId());
        stock.register(event.productName(), event.stockIncreaseQty()).ifPresent(movementBatch::add);
        lockedStocks.saveAndServeQueue(stock);
    }

    /** An order wants goods: it gets them or waits in the queue, once; one that was cancelled in advance gets nothing. */
    @Whenever
    void deliveryOrdered(DeliveryOrdered event) {
        Stock stock = lockedStocks.lockOrCreate(event.productId());
        if (reservations.findById(event.id()).isEmpty()) {
            Reservation reservation = Reservation.wanted(
                    event.id(), event.orderId(), event.productId(), event.deliveryOrderQty(), event.parcelId());
            stock.reserve(reservation);
            save(stock, reservation);
        }
    }

    /** The order is packed: what was assigned to it leaves the warehouse. */
    @Whenever
    void packingConfirmed(PackingConfirmed event) {
        Optional<Stock> stock = lockedStocks.lock(event.productId());
        Reservation reservation = reservations
                .findById(event.id())
                .orElseThrow(() -> new EventOutOfOrder("The order " + event.id() + " has reserved nothing yet"));
        if (reservation.status() != Status.Canceled) {
            stock.orElseThrow().settle(reservation).ifPresent(movementBatch::add);
            save(stock.orElseThrow(), reservation);
        }
    }

    /** The order is cancelled: whatever it had of the stock is there for others again. */
    @Whenever
    void deliveryOrderCanceled(DeliveryOrderCanceled event) {
        Optional<Stock> stock = lockedStocks.lock(event.productId());
        Reservation reservation = reservations
                .findById(event.id())
                .orElseGet(() -> Reservation.canceledInAdvance(
                        event.id(), event.orderId(), event.productId(), event.deliveryOrderQty(), event.parcelId()));
        if (reservation.status() == Status.Canceled) {
            // Nothing is on hand for it, and there may be no stock of the product at all.
            reservation.correct(event.orderId(), event.productId(), event.deliveryOrderQty(), event.parcelId());
            reservations.save(reservation);
        } else {
            stock.orElseThrow().cancel(reservation).ifPresent(movementBatch::add);
            save(stock.orElseThrow(), reservation);
        }
    }

    /** Our own event: a packing that came before it, as only a replay can make happen, is tried again after it. */
    @Whenever
    void stockAssigned(StockAssigned event) {}

    private void save(Stock stock, Reservation reservation) {
        reservations.save(reservation);
        lockedStocks.saveAndServeQueue(stock);
    }
}
