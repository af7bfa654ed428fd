package io.smartwms.stock;

import io.smartwms.stock.Reservation.Status;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.SortedSet;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Repository;

/**
 * Where stock is taken out to be changed, by one transaction at a time, and put back. A repository, so that a deadlock is
 * reported as what it is: something that passes.
 */
@Repository
class StockRoom {

    private static final int SERVED_AT_ONCE = 200;

    private final EntityManager entities;
    private final Stocks stocks;
    private final Reservations reservations;

    StockRoom(EntityManager entities, Stocks stocks, Reservations reservations) {
        this.entities = entities;
        this.stocks = stocks;
        this.reservations = reservations;
    }

    /**
     * Takes the product's row until the end of the transaction. Take it before anything else of the product is read: what is
     * read afterwards nobody else can be changing.
     */
    Optional<Stock> take(String productId) {
        // By key and not by query: taken a second time in the same batch of events it costs nothing.
        return Optional.ofNullable(entities.find(Stock.class, productId, LockModeType.PESSIMISTIC_WRITE));
    }

    /** Takes the rows of all these products, in one order for everybody; those that have none are left out. */
    void takeAll(SortedSet<String> productIds) {
        entities.createQuery("select s from Stock s where s.productId in :ids order by s.productId", Stock.class)
                .setParameter("ids", productIds)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    /**
     * Takes the product's row, or makes it. Two transactions that both make it collide on its key: one of them fails, is
     * tried again and finds what the other has left.
     */
    Stock takeOrMake(String productId) {
        return take(productId).orElseGet(() -> {
            Stock made = stocks.save(Stock.ofUnknownProduct(productId));
            entities.flush();
            return made;
        });
    }

    /**
     * Puts a changed stock back, after the head of the line, if it is long, has had its share of what has become available;
     * {@link LongLines} goes on from there.
     */
    void putBack(Stock stock) {
        if (stock.canServe()) {
            // Nobody wants less than one; one more than can be served, so that the next is known who holds up the rest.
            int most = Math.min(stock.available(), SERVED_AT_ONCE) + 1;
            stock.serve(reservations.findLine(stock.productId(), Status.Waiting, Limit.of(most)))
                    .forEach(reservations::save);
        }
        stocks.save(stock);
    }
}
