package io.smartwms.stock;

import io.smartwms.platform.event.TooEarly;
import io.smartwms.platform.event.Whenever;
import io.smartwms.stock.Reservation.Status;
import io.smartwms.stock.StockInbox.DeliveryOrderCanceled;
import io.smartwms.stock.StockInbox.DeliveryOrdered;
import io.smartwms.stock.StockInbox.PackingConfirmed;
import io.smartwms.stock.StockInbox.ProductRegistered;
import io.smartwms.stock.StockInbox.StockAssigned;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What the stock does whenever it hears something. */
@Component
class StockPolicies {

    private final StockRoom room;
    private final Reservations reservations;
    private final Ledger ledger;

    StockPolicies(StockRoom room, Reservations reservations, Ledger ledger) {
        this.room = room;
        this.reservations = reservations;
        this.ledger = ledger;
    }

    /** A product is sold from now on: its stock is opened, and orders that were faster than it are served. */
    @Whenever
    void productRegistered(ProductRegistered event) {
        Stock stock = room.takeOrMake(event.productId());
        stock.register(event.productName(), event.stockIncreaseQty()).ifPresent(ledger::add);
        room.putBack(stock);
    }

    /** An order wants goods: it gets them or stands in line, once; one that was cancelled in advance gets nothing. */
    @Whenever
    void deliveryOrdered(DeliveryOrdered event) {
        Stock stock = room.takeOrMake(event.productId());
        if (reservations.findById(event.id()).isEmpty()) {
            Reservation reservation =
                    Reservation.wanted(event.id(), event.orderId(), event.productId(), event.deliveryOrderQty());
            stock.reserve(reservation);
            putBack(stock, reservation);
        }
    }

    /** The order is packed: what was assigned to it leaves the house. */
    @Whenever
    void packingConfirmed(PackingConfirmed event) {
        Optional<Stock> stock = room.take(event.productId());
        Reservation reservation = reservations
                .findById(event.id())
                .orElseThrow(() -> new TooEarly("The order " + event.id() + " has reserved nothing yet"));
        if (reservation.status() != Status.Canceled) {
            stock.orElseThrow().settle(reservation).ifPresent(ledger::add);
            putBack(stock.orElseThrow(), reservation);
        }
    }

    /** The order is cancelled: whatever it had of the stock is there for others again. */
    @Whenever
    void deliveryOrderCanceled(DeliveryOrderCanceled event) {
        Optional<Stock> stock = room.take(event.productId());
        Reservation reservation = reservations
                .findById(event.id())
                .orElseGet(() -> Reservation.canceledInAdvance(
                        event.id(), event.orderId(), event.productId(), event.deliveryOrderQty()));
        if (reservation.status() == Status.Canceled) {
            // Nothing is on hand for it, and there may be no stock of the product at all.
            reservation.correct(event.orderId(), event.productId(), event.deliveryOrderQty());
            reservations.save(reservation);
        } else {
            stock.orElseThrow().cancel(reservation).ifPresent(ledger::add);
            putBack(stock.orElseThrow(), reservation);
        }
    }

    /** Our own word: a packing that came before it, as only a replay can make happen, is looked at again behind it. */
    @Whenever
    void stockAssigned(StockAssigned event) {}

    private void putBack(Stock stock, Reservation reservation) {
        reservations.save(reservation);
        room.putBack(stock);
    }
}
