package io.smartwms.stock;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.smartwms.platform.aggregate.Aggregate;
import io.smartwms.stock.StockEvents.StockAssigned;
import io.smartwms.stock.StockEvents.StockShort;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;

/**
 * What one order has of a product, or waits for. Its id is the order's, so that a repeated event finds that its work is done.
 * Only the product's {@link Stock} changes its state, and keeps its own figures in step.
 */
@Entity
class Reservation extends Aggregate<Reservation> {

    enum Status {
        /** In the queue: there were not enough goods, or other orders were before it. */
        Waiting,
        /** The goods are put aside for it; the only state that counts as assigned. */
        Assigned,
        /** The goods have left with it. */
        Settled,
        /** Cancelled before packing: it has left the queue, or given back what was assigned. */
        Released,
        /** Cancelled after packing: the goods are on hand again. */
        Restocked,
        /** Cancelled before its own event arrived (a tombstone): the late order reserves nothing. */
        Canceled
    }

    @Id
    private Long id;

    private String orderId;
    private String productId;
    private int qty;

    /** The order's place among the lines of its parcel, from 1: their ids follow one another. */
    @JsonIgnore
    private int parcelLine = 1;

    @Enumerated(EnumType.STRING)
    private Status status;

    private Instant createDate;
    private Instant updateDate;

    protected Reservation() {}

    private Reservation(long id, String orderId, String productId, int qty, long parcelId, Status status) {
        this.id = id;
        this.orderId = orderId;
        this.productId = productId;
        this.qty = qty;
        this.parcelLine = Math.toIntExact(id - parcelId + 1);
        this.createDate = now();
        changeTo(status);
    }

    /** An order that wants goods, before the stock has looked. */
    static Reservation wanted(long id, String orderId, String productId, int qty, long parcelId) {
        return new Reservation(id, orderId, productId, qty, parcelId, Status.Waiting);
    }

    /** The trace of a cancel that came before its order. */
    static Reservation canceledInAdvance(long id, String orderId, String productId, int qty, long parcelId) {
        return new Reservation(id, orderId, productId, qty, parcelId, Status.Canceled);
    }

    /** Takes over the order's own data, which the cancel that came first did not have; the order holds no stock either way. */
    void correct(String orderId, String productId, int qty, long parcelId) {
        this.orderId = orderId;
        this.productId = productId;
        this.qty = qty;
        this.parcelLine = Math.toIntExact(id - parcelId + 1);
    }

    void joinQueue() {
        registerEvent(new StockShort(id, orderId, productId, qty, parcelId()));
    }

    void assign() {
        changeTo(Status.Assigned);
        registerEvent(new StockAssigned(id, orderId, productId, qty, parcelId()));
    }

    void settle() {
        changeTo(Status.Settled);
    }

    void release() {
        changeTo(Status.Released);
    }

    void restock() {
        changeTo(Status.Restocked);
    }

    private void changeTo(Status next) {
        this.status = next;
        this.updateDate = now();
    }

    Long id() {
        return id;
    }

    String orderId() {
        return orderId;
    }

    private long parcelId() {
        return id - parcelLine + 1;
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
