package io.smartwms.stock;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.smartwms.platform.aggregate.Aggregate;
import io.smartwms.platform.event.EventOutOfOrder;
import io.smartwms.platform.problem.InvalidField;
import io.smartwms.platform.problem.ProblemException;
import io.smartwms.stock.StockEvents.StockDecreased;
import io.smartwms.stock.StockEvents.StockIncreased;
import io.smartwms.stock.StockEvents.StockRegistered;
import io.smartwms.stock.StockMovement.Reason;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What is on hand of one product, in units: {@code 0 <= assigned <= on hand}, on hand is the sum of the ledger,
 * assigned is the sum of the open reservations.
 *
 * <p>Orders that find too little wait in the queue and are served first come first served, by the order's id, which is the
 * order in which the mall sent them. Nobody is overtaken: an order that wants more than is available blocks those behind it,
 * until goods come in or it is cancelled.
 *
 * <p>Every change must happen under the row's lock ({@link LockedStocks#lock}). A row of a product that has only been ordered
 * is not {@link #isRegistered() registered}: nothing is on hand and nothing can be moved, it keeps the queue.
 */
@Entity
class Stock extends Aggregate<Stock> {

    /** The most that can be on hand; it leaves room below 2^31 for goods that come back from cancelled orders. */
    static final int MAX_QTY = 2_000_000_000;

    /** The most that one receipt, one damage or one order can be about. */
    static final int MAX_MOVEMENT_QTY = 1_000_000;

    @Id
    private String productId;

    private @Nullable String productName;
    private int stockQty;
    private int stockAssignQty;

    /** How many orders wait in the queue. */
    private int waiting;

    /**
     * The first in the queue, when it is known: then goods that do not suffice for it need no look at the queue, and an order that
     * comes late but stands before it is served at once. While it is unknown, those who join wait for a look at the queue.
     */
    @JsonIgnore
    private @Nullable Long headId;

    @JsonIgnore
    private @Nullable Integer headQty;

    private boolean registered;

    /** For lists to sort by; what is shown comes from {@link #available()}. */
    @Formula("stock_qty - stock_assign_qty")
    private int available;

    private Instant createDate;
    private Instant updateDate;

    protected Stock() {}

    private Stock(String productId) {
        this.productId = productId;
        this.createDate = now();
        this.updateDate = createDate;
    }

    /** 409: what was asked cannot be done with what is there. The members give the figures. */
    static final class NotPossible extends ProblemException {

        private NotPossible(String slug, String title, String detail, Stock stock) {
            super(HttpStatus.CONFLICT, slug, title, detail);
            with("stockQty", stock.stockQty);
            with("stockAssignQty", stock.stockAssignQty);
            with("available", stock.available());
        }
    }

    /** 409: goods of a product that nobody has registered cannot come, go or be counted. */
    static final class NotRegistered extends ProblemException {

        NotRegistered(String productId) {
            super(
                    HttpStatus.CONFLICT,
                    "not-registered",
                    "Not registered",
                    "Orders wait for the product %s, but it has not been registered. Register it first."
                            .formatted(productId));
        }
    }

    /** The row of a product of which nothing is known yet but its id. */
    static Stock ofUnknownProduct(String productId) {
        return new Stock(productId);
    }

    /** The product has been registered, with {@code qty} on hand. Once: later registrations change nothing. */
    Optional<StockMovement> register(String productName, int qty) {
        if (registered) {
            return Optional.empty();
        }
        this.registered = true;
        this.productName = productName;
        registerEvent(new StockRegistered(productId, productName, stockQty));
        return Optional.of(move(Reason.Registered, qty, null, null));
    }

    /** Goods came in: 1 to {@value #MAX_MOVEMENT_QTY}. */
    StockMovement receive(int qty, @Nullable String note) {
        requireQty(qty, 1, MAX_MOVEMENT_QTY);
        if (qty > MAX_QTY - stockQty) {
            throw new NotPossible(
                    "stock-limit",
                    "More than can be on hand",
                    "On hand are %d; with %d more it would be above %d.".formatted(stockQty, qty, MAX_QTY),
                    this);
        }
        return move(Reason.Received, qty, null, note);
    }

    /** Goods are lost or broken: 1 to {@value #MAX_MOVEMENT_QTY}, of those that no order has been promised. */
    StockMovement damage(int qty, @Nullable String note) {
        requireQty(qty, 1, MAX_MOVEMENT_QTY);
        if (qty > available()) {
            throw new NotPossible(
                    "not-available",
                    "Not that many available",
                    "On hand are %d, of those %d are assigned to orders and %d available: %d cannot be taken out."
                            .formatted(stockQty, stockAssignQty, available(), qty),
                    this);
        }
        return move(Reason.Damaged, -qty, null, note);
    }

    /** Somebody counted and found {@code qty}: 0 to {@value #MAX_QTY}, at least what orders have been promised. */
    StockMovement count(int qty, @Nullable String note) {
        requireQty(qty, 0, MAX_QTY);
        if (qty < stockAssignQty) {
            throw new NotPossible(
                    "below-assigned",
                    "Fewer than are assigned",
                    "On hand are %d, of those %d are assigned to orders: it cannot be %d. Cancel orders first."
                            .formatted(stockQty, stockAssignQty, qty),
                    this);
        }
        return move(Reason.Counted, qty - stockQty, null, note);
    }

    /** An order arrives: it gets its goods if there are enough and nobody is before it, else it joins the queue. */
    void reserve(Reservation reservation) {
        requireSameProduct(reservation);
        boolean first = waiting == 0 || (headId != null && reservation.id() < headId);
        if (first && reservation.qty() <= available()) {
            assign(reservation);
            return;
        }
        waiting++;
        reservation.joinQueue();
        if (first) {
            setHead(reservation);
        }
        changed();
    }

    /** Whether the first in the queue can be served, as far as it is known. */
    boolean canServe() {
        return waiting > 0 && available() >= (headQty == null ? 1 : headQty);
    }

    /**
     * Serves the queue until it is held up, or as far as it is given.
     *
     * @param queue its next orders, by their ids, beginning with the first
     * @return those that got their goods
     */
    List<Reservation> serve(List<Reservation> queue) {
        if (queue.isEmpty()) {
            throw new IllegalStateException(
                    "%d orders wait for product %s, none is in the queue".formatted(waiting, productId));
        }
        for (int i = 0; i < queue.size(); i++) {
            Reservation next = queue.get(i);
            requireSameProduct(next);
            if (next.qty() > available()) {
                setHead(next);
                return queue.subList(0, i);
            }
            waiting--;
            assign(next);
        }
        clearHead();
        return queue;
    }

    /**
     * The order is packed: its goods leave the warehouse. Empty, if they have left or the order was cancelled.
     *
     * @throws EventOutOfOrder if the goods are not even assigned yet
     */
    Optional<StockMovement> settle(Reservation reservation) {
        requireSameProduct(reservation);
        return switch (reservation.status()) {
            case Waiting -> throw new EventOutOfOrder("The order " + reservation.id() + " still waits for its goods");
            case Assigned -> {
                reservation.settle();
                stockAssignQty -= reservation.qty();
                yield Optional.of(move(Reason.Packed, -reservation.qty(), reservation, null));
            }
            case Settled, Released, Restocked, Canceled -> Optional.empty();
        };
    }

    /** The order is cancelled: it leaves the queue, gives back what was assigned, or its goods come back into the warehouse. */
    Optional<StockMovement> cancel(Reservation reservation) {
        requireSameProduct(reservation);
        return switch (reservation.status()) {
            case Waiting -> {
                reservation.release();
                waiting--;
                if (reservation.id().equals(headId)) {
                    clearHead();
                }
                changed();
                yield Optional.empty();
            }
            case Assigned -> {
                reservation.release();
                stockAssignQty -= reservation.qty();
                changed();
                yield Optional.empty();
            }
            case Settled -> {
                reservation.restock();
                yield Optional.of(move(Reason.Restocked, reservation.qty(), reservation, null));
            }
            case Released, Restocked, Canceled -> Optional.empty();
        };
    }

    /** The one place where on hand changes. */
    private StockMovement move(Reason reason, int change, @Nullable Reservation reservation, @Nullable String note) {
        int after = Math.addExact(stockQty, change);
        if (after < stockAssignQty) {
            throw new IllegalStateException("On hand of %s would be %d, below the %d that are assigned"
                    .formatted(productId, after, stockAssignQty));
        }
        stockQty = after;
        changed();
        Long id = reservation == null ? null : reservation.id();
        if (change > 0) {
            registerEvent(new StockIncreased(productId, change, stockQty, stockAssignQty, reason, id));
        } else if (change < 0) {
            registerEvent(new StockDecreased(productId, -change, stockQty, stockAssignQty, reason, id));
        }
        return new StockMovement(productId, reason, change, stockQty, reservation, note, updateDate);
    }

    private void assign(Reservation reservation) {
        stockAssignQty += reservation.qty();
        reservation.assign();
        changed();
    }

    private void setHead(Reservation reservation) {
        headId = reservation.id();
        headQty = reservation.qty();
    }

    private void clearHead() {
        headId = null;
        headQty = null;
    }

    private void requireSameProduct(Reservation reservation) {
        if (!productId.equals(reservation.productId())) {
            throw new IllegalStateException("The order %d is about product %s, not %s"
                    .formatted(reservation.id(), reservation.productId(), productId));
        }
    }

    private static void requireQty(int qty, int least, int most) {
        if (qty < least || qty > most) {
            throw new InvalidField("qty", "must be a whole number from %d to %d".formatted(least, most));
        }
    }

    private void changed() {
        this.updateDate = now();
    }

    String productId() {
        return productId;
    }

    /** Whether the product has been registered; until then nothing can be on hand. */
    boolean isRegistered() {
        return registered;
    }

    /** On hand and not assigned to an order. */
    @JsonProperty
    int available() {
        return stockQty - stockAssignQty;
    }
}
