package io.smartwms.platform.sample;

import io.smartwms.platform.event.EventContext;
import io.smartwms.platform.event.EventOutOfOrder;
import io.smartwms.platform.event.Whenever;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.stereotype.Component;

/** Misbehaves in every way that a policy can. */
@Component
class NotePolicies {

    record Written(long id, String text) {}

    record Heard(long id) {}

    final AtomicInteger transientFaults = new AtomicInteger();
    volatile boolean mended;
    final List<String> calls = new CopyOnWriteArrayList<>();

    private final Notes notes;

    NotePolicies(Notes notes) {
        this.notes = notes;
    }

    @Whenever
    void written(Written event, EventContext context) {
        calls.add(context.type() + " " + context.key());
        if (event.text().equals("fails") && !mended) {
            throw new IllegalStateException("This note cannot be written");
        }
        if (transientFaults.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            throw new TransientDataAccessResourceException("The database is busy");
        }
        if (notes.findById(event.id()).isEmpty()) {
            notes.save(new Note(event.id(), event.text()));
        }
    }

    @Whenever
    void heard(Heard event) {
        Note note = notes.findById(event.id()).orElseThrow(() -> new EventOutOfOrder("not written yet"));
        note.hear();
        notes.save(note);
    }
}
