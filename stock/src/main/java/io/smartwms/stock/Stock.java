package io.smartwms.stock;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.smartwms.platform.aggregate.Aggregate;
import io.smartwms.platform.event.TooEarly;
import io.smartwms.platform.problem.InvalidField;
import io.smartwms.platform.problem.Refusal;
import io.smartwms.stock.Reservation.Status;
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
 * What is in the house of one product, in units: {@code 0 <= assigned <= on hand}, on hand is the sum of the ledger,
 * assigned is the sum of the open reservations.
 *
 * <p>Orders that find too little stand in line and are served first come first served, by the order's id, which is the
 * order in which the mall sent them. Nobody is overtaken: an order that wants more than there is holds up those behind it,
 * until goods come in or it is cancelled.
 *
 * <p>Every change must happen under the row's lock ({@link StockRoom#take}). A row of a product that has only been ordered
 * is not {@link #isRegistered() registered}: nothing is on hand and nothing can be moved, it keeps the line.
 */
@Entity
class Stock extends Aggregate<Stock> {

    /** The most that can be on hand; it leaves room below 2^31 for goods that come back from cancelled orders. */
    static final int MOST = 2_000_000_000;

    /** The most that one receipt, one damage or one order can be about. */
    static final int MOST_AT_ONCE = 1_000_000;

    @Id
    private String productId;

    private @Nullable String productName;
    private int stockQty;
    private int stockAssignQty;

    /** How many orders stand in line. */
    private int waiting;

    /**
     * The first in line, when it is known: then goods that do not suffice for it need no look at the line, and an order that
     * comes late but stands before it is served at once. While it is unknown, those who join wait for a look at the line.
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
    static final class NotPossible extends Refusal {

        private NotPossible(String slug, String title, String detail, Stock stock) {
            super(HttpStatus.CONFLICT, slug, title, detail);
            with("stockQty", stock.stockQty);
            with("stockAssignQty", stock.stockAssignQty);
            with("available", stock.available());
        }
    }

    /** 409: goods of a product that nobody has registered cannot come, go or be counted. */
    static final class NotRegistered extends Refusal {

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

    /** The product has been registered, with {@code qty} in the house. Once: later registrations change nothing. */
    Optional<StockMovement> register(String productName, int qty) {
        if (registered) {
            return Optional.empty();
        }
        this.registered = true;
        this.productName = productName;
        registerEvent(new StockRegistered(productId, productName, stockQty));
        return Optional.of(move(Reason.Registered, qty, null, null));
    }

    /** Goods came in: 1 to {@value #MOST_AT_ONCE}. */
    StockMovement receive(int qty, @Nullable String note) {
        requireQty(qty, 1, MOST_AT_ONCE);
        if (qty > MOST - stockQty) {
            throw new NotPossible(
                    "stock-limit",
                    "More than can be on hand",
                    "On hand are %d; with %d more it would be above %d.".formatted(stockQty, qty, MOST),
                    this);
        }
        return move(Reason.Received, qty, null, note);
    }

    /** Goods are lost or broken: 1 to {@value #MOST_AT_ONCE}, of those that no order has been promised. */
    StockMovement damage(int qty, @Nullable String note) {
        requireQty(qty, 1, MOST_AT_ONCE);
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

    /** Somebody counted and found {@code qty}: 0 to {@value #MOST}, at least what orders have been promised. */
    StockMovement count(int qty, @Nullable String note) {
        requireQty(qty, 0, MOST);
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

    /** An order arrives: it gets its goods if there are enough and nobody is before it, else it joins the line. */
    void reserve(Reservation reservation) {
        requireSameProduct(reservation);
        boolean first = waiting == 0 || (headId != null && reservation.id() < headId);
        if (first && reservation.qty() <= available()) {
            assign(reservation);
            return;
        }
        waiting++;
        reservation.standInLine();
        if (first) {
            headIs(reservation);
        }
        changed();
    }

    /** Whether the first in line can be served, as far as it is known. */
    boolean canServe() {
        return waiting > 0 && available() >= (headQty == null ? 1 : headQty);
    }

    /**
     * Serves the line until it is held up, or as far as it is given.
     *
     * @param line its next orders, by their ids, beginning with the first
     * @return those that got their goods
     */
    List<Reservation> serve(List<Reservation> line) {
        if (line.isEmpty()) {
            throw new IllegalStateException(
                    "%d orders wait for product %s, none is in line".formatted(waiting, productId));
        }
        for (int i = 0; i < line.size(); i++) {
            Reservation next = line.get(i);
            requireSameProduct(next);
            if (next.qty() > available()) {
                headIs(next);
                return line.subList(0, i);
            }
            waiting--;
            assign(next);
        }
        headIsUnknown();
        return line;
    }

    /**
     * The order is packed: its goods leave the house. Nothing, if they have left or the order was cancelled.
     *
     * @throws TooEarly if the goods are not even assigned yet
     */
    Optional<StockMovement> settle(Reservation reservation) {
        requireSameProduct(reservation);
        return switch (reservation.status()) {
            case Waiting -> throw new TooEarly("The order " + reservation.id() + " still waits for its goods");
            case Assigned -> {
                reservation.enter(Status.Settled);
                stockAssignQty -= reservation.qty();
                yield Optional.of(move(Reason.Packed, -reservation.qty(), reservation, null));
            }
            case Settled, Released, Restocked, Canceled -> Optional.empty();
        };
    }

    /** The order is cancelled: it leaves the line, gives back what was assigned, or its goods come back into the house. */
    Optional<StockMovement> cancel(Reservation reservation) {
        requireSameProduct(reservation);
        return switch (reservation.status()) {
            case Waiting -> {
                reservation.enter(Status.Released);
                waiting--;
                if (reservation.id().equals(headId)) {
                    headIsUnknown();
                }
                changed();
                yield Optional.empty();
            }
            case Assigned -> {
                reservation.enter(Status.Released);
                stockAssignQty -= reservation.qty();
                changed();
                yield Optional.empty();
            }
            case Settled -> {
                reservation.enter(Status.Restocked);
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

    private void headIs(Reservation reservation) {
        headId = reservation.id();
        headQty = reservation.qty();
    }

    private void headIsUnknown() {
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
