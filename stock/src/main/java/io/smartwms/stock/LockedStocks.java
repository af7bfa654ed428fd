package io.smartwms.stock;

import io.smartwms.stock.Reservation.Status;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.SortedSet;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Repository;

/**
 * Loads stocks under a row lock for one transaction at a time, and saves them. A repository, so that Spring translates a
 * deadlock into an exception that is retried.
 */
@Repository
class LockedStocks {

    private static final int SERVED_AT_ONCE = 200;

    private final EntityManager entities;
    private final Stocks stocks;
    private final Reservations reservations;

    LockedStocks(EntityManager entities, Stocks stocks, Reservations reservations) {
        this.entities = entities;
        this.stocks = stocks;
        this.reservations = reservations;
    }

    /**
     * Locks the product's row until the end of the transaction. Lock it before anything else of the product is read: no other
     * transaction can change what is read afterwards.
     */
    Optional<Stock> lock(String productId) {
        // By key and not by query: a second lock in the same batch of events costs nothing.
        return Optional.ofNullable(entities.find(Stock.class, productId, LockModeType.PESSIMISTIC_WRITE));
    }

    /** Locks the rows of all these products in ascending order, so that two transactions never wait for each other; products without a row are left out. */
    void lockAll(SortedSet<String> productIds) {
        entities.createQuery("select s from Stock s where s.productId in :ids order by s.productId", Stock.class)
                .setParameter("ids", productIds)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    /**
     * Locks the product's row, or creates it. Two transactions that both create it collide on its key: one of them fails, is
     * retried and finds the other's row.
     */
    Stock lockOrCreate(String productId) {
        return lock(productId).orElseGet(() -> {
            Stock created = stocks.save(Stock.ofUnknownProduct(productId));
            entities.flush();
            return created;
        });
    }

    /**
     * Saves a changed stock, after the first {@value #SERVED_AT_ONCE} orders of its queue have been served from what has become
     * available; {@link WaitingQueueJob} serves the rest.
     */
    void saveAndServeQueue(Stock stock) {
        if (stock.canServe()) {
            // An order wants at least one unit. One order more than can be served, so that the new head of the queue is
            // known.
            int max = Math.min(stock.available(), SERVED_AT_ONCE) + 1;
            stock.serve(reservations.findQueue(stock.productId(), Status.Waiting, Limit.of(max)))
                    .forEach(reservations::save);
        }
        stocks.save(stock);
    }
}
