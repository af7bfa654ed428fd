package io.smartwms.stock;

import io.smartwms.platform.aggregate.Aggregate;
import io.smartwms.stock.StockEvents.StockAssigned;
import io.smartwms.stock.StockEvents.StockShort;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;

/**
 * What one order has of a product, or waits for. It carries the order's id, so that whatever is heard twice about the order
 * finds that it is done. Only the product's {@link Stock} moves it on, and keeps the books while it does.
 */
@Entity
class Reservation extends Aggregate<Reservation> {

    enum Status {
        /** In line: there were not enough goods, or others were before it. */
        Waiting,
        /** The goods are put aside for it; the only state that counts as assigned. */
        Assigned,
        /** The goods have left with it. */
        Settled,
        /** Cancelled before packing: it has left the line, or given back what was put aside. */
        Released,
        /** Cancelled after packing: the goods are on hand again. */
        Restocked,
        /** Cancelled before it was heard of (a tombstone): the late order reserves nothing. */
        Canceled
    }

    @Id
    private Long id;

    private String orderId;
    private String productId;
    private int qty;

    @Enumerated(EnumType.STRING)
    private Status status;

    private Instant createDate;
    private Instant updateDate;

    protected Reservation() {}

    private Reservation(long id, String orderId, String productId, int qty, Status status) {
        this.id = id;
        this.orderId = orderId;
        this.productId = productId;
        this.qty = qty;
        this.createDate = now();
        enter(status);
    }

    /** An order that wants goods, before the stock has looked. */
    static Reservation wanted(long id, String orderId, String productId, int qty) {
        return new Reservation(id, orderId, productId, qty, Status.Waiting);
    }

    /** The trace of a cancel that came before its order. */
    static Reservation canceledInAdvance(long id, String orderId, String productId, int qty) {
        return new Reservation(id, orderId, productId, qty, Status.Canceled);
    }

    /** What the cancel of an order in advance said of it was not the order's own word; it has none of the stock either way. */
    void correct(String orderId, String productId, int qty) {
        this.orderId = orderId;
        this.productId = productId;
        this.qty = qty;
    }

    void standInLine() {
        registerEvent(new StockShort(id, orderId, productId, qty));
    }

    void assign() {
        enter(Status.Assigned);
        registerEvent(new StockAssigned(id, orderId, productId, qty));
    }

    void enter(Status next) {
        this.status = next;
        this.updateDate = now();
    }

    Long id() {
        return id;
    }

    String orderId() {
        return orderId;
    }

    String productId() {
        return productId;
    }

    int qty() {
        return qty;
    }

    Status status() {
        return status;
    }
}
