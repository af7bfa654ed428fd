package io.smartwms.platform.sample;

import io.smartwms.platform.aggregate.Aggregate;
import io.smartwms.platform.event.DomainEvent;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
class Note extends Aggregate<Note> {

    @Id
    private Long id;

    private String text;
    private int heard;

    protected Note() {}

    Note(long id, String text) {
        this.id = id;
        this.text = text;
        registerEvent(new Ordered(id, "M", "P", 1, "Ordered", "2026-01-31T09:00:00Z", text));
    }

    void hear() {
        heard++;
        registerEvent(new OrderCanceled(id, "M", "P", 1, "OrderCanceled", heard));
    }

    void rewrite(String text) {
        this.text = text;
    }

    Long id() {
        return id;
    }

    int heard() {
        return heard;
    }

    String text() {
        return text;
    }

    /** Borrows a type that has a contract. */
    record Ordered(
            long id, String orderId, String productId, int orderQty, String orderStatus, String createDate, String text)
            implements DomainEvent {
        @Override
        public String key() {
            return Long.toString(id);
        }
    }

    record OrderCanceled(long id, String orderId, String productId, int orderQty, String orderStatus, int count)
            implements DomainEvent {
        @Override
        public String key() {
            return Long.toString(id);
        }
    }
}
