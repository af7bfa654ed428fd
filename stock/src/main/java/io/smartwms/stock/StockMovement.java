package io.smartwms.stock;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.smartwms.platform.http.ETagged;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.hateoas.server.core.Relation;

/**
 * A movement in a product's ledger: why on hand changed, by how much, and what it was afterwards. Movements are added and never
 * changed; their sum is what is on hand.
 */
@Entity
@Relation(itemRelation = "movement", collectionRelation = "movements")
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
class StockMovement implements ETagged {

    /** Adds a movement without asking for its generated id. */
    static final String ADD = "insert into stock_movement"
            + " (product_id, reason, qty, stock_qty, reservation_id, order_id, note, create_date)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?)";

    /** Spelled as on the wire. */
    enum Reason {
        /** What was on hand when the product was registered. */
        Registered,
        /** Goods came in. */
        Received,
        /** Somebody counted, and the count is right. */
        Counted,
        /** Goods are lost or broken. */
        Damaged,
        /** Goods left with an order. */
        Packed,
        /** Goods came back from an order that was cancelled after packing. */
        Restocked
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private String productId;

    @Enumerated(EnumType.STRING)
    private Reason reason;

    /** Change of on hand: positive for what came, negative for what went, 0 for a count that found nothing new. */
    private int qty;

    /** On hand, afterwards. */
    private int stockQty;

    /** The order's id, if the movement is an order's. */
    private @Nullable Long reservationId;

    /** The mall's number of that order. */
    private @Nullable String orderId;

    private @Nullable String note;
    private Instant createDate;

    protected StockMovement() {}

    StockMovement(
            String productId,
            Reason reason,
            int qty,
            int stockQty,
            @Nullable Reservation reservation,
            @Nullable String note,
            Instant now) {
        this.productId = productId;
        this.reason = reason;
        this.qty = qty;
        this.stockQty = stockQty;
        this.reservationId = reservation == null ? null : reservation.id();
        this.orderId = reservation == null ? null : reservation.orderId();
        this.note = note;
        this.createDate = now;
    }

    /** The parameters of {@link #ADD}. */
    Object[] columns() {
        return new Object[] {
            productId, reason.name(), qty, stockQty, reservationId, orderId, note, Timestamp.from(createDate)
        };
    }

    /** It never changes. */
    @Override
    public String eTag() {
        return "\"0\"";
    }

    /** There once the movement is stored. */
    Long id() {
        return Objects.requireNonNull(id);
    }

    String productId() {
        return productId;
    }
}
