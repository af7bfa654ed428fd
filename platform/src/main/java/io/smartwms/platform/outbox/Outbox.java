package io.smartwms.platform.outbox;

import io.smartwms.platform.WmsProperties;
import io.smartwms.platform.event.DomainEvent;
import io.smartwms.platform.trace.TraceContext;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.dao.support.PersistenceExceptionTranslator;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where events wait for the broker, in a table beside the aggregates and written with them in one transaction: an event
 * leaves if, and only if, what it tells has been committed.
 *
 * <p>Rows are written last, when the aggregates' own rows are flushed and so locked: whoever changes the same aggregate
 * next draws a higher id. That is what lets the relay keep an aggregate's events in order by id alone.
 */
class Outbox {

    private static final PersistenceExceptionTranslator TRANSLATOR = new HibernateJpaDialect();

    private final JdbcTemplate jdbc;
    private final EntityManager entities;
    private final JsonMapper json;
    private final int maxBytes;
    private Runnable afterCommit = () -> {};

    Outbox(JdbcTemplate jdbc, EntityManager entities, JsonMapper json, WmsProperties properties) {
        this.jdbc = jdbc;
        this.entities = entities;
        this.json = json;
        this.maxBytes = properties.outbox().maxEventBytes();
    }

    /** An event as it waits; {@code id} is its place in the line. */
    record Row(
            long id,
            String eventId,
            String type,
            String key,
            Instant time,
            @Nullable String traceParent,
            byte[] payload) {}

    void onCommit(Runnable wakeUp) {
        this.afterCommit = wakeUp;
    }

    @EventListener
    void add(DomainEvent event) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("An event leaves with a transaction, and there is none: " + event);
        }
        pending()
                .events
                .add(new Pending.Entry(event, Instant.now().truncatedTo(ChronoUnit.MICROS), TraceContext.current()));
    }

    private Pending pending() {
        return TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(Pending.class::isInstance)
                .map(Pending.class::cast)
                .filter(pending -> pending.outbox() == this)
                .findFirst()
                .orElseGet(() -> {
                    Pending pending = new Pending();
                    TransactionSynchronizationManager.registerSynchronization(pending);
                    return pending;
                });
    }

    /** Before commit nobody else translates what the persistence provider throws, and callers retry by the translated kind. */
    private void flush() {
        try {
            entities.flush();
        } catch (RuntimeException e) {
            throw DataAccessUtils.translateIfNecessary(e, TRANSLATOR);
        }
    }

    private final class Pending implements TransactionSynchronization {

        private record Entry(
                DomainEvent event, Instant time, @Nullable String traceParent) {}

        private final List<Entry> events = new ArrayList<>();

        Outbox outbox() {
            return Outbox.this;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            flush();
            List<Object[]> rows = events.stream().map(this::row).toList();
            String insert = "insert into outbox (event_id, event_type, event_key, event_time, trace_parent, payload)"
                    + " values (?, ?, ?, ?, ?, ?)";
            if (rows.size() == 1) {
                jdbc.update(insert, rows.get(0));
            } else {
                jdbc.batchUpdate(insert, rows);
            }
        }

        private Object[] row(Entry entry) {
            String payload = json.writeValueAsString(entry.event());
            if (payload.length() > maxBytes || payload.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
                throw new IllegalStateException("The event %s of %s is larger than %d bytes"
                        .formatted(
                                entry.event().getClass().getSimpleName(),
                                entry.event().key(),
                                maxBytes));
            }
            return new Object[] {
                UUID.randomUUID().toString(),
                entry.event().getClass().getSimpleName(),
                entry.event().key(),
                Timestamp.from(entry.time()),
                entry.traceParent(),
                payload
            };
        }

        @Override
        public void afterCommit() {
            afterCommit.run();
        }
    }

    /** The events that have waited longest, lowest id first. A later id never says that the lower ones are gone. */
    List<Row> oldest(int most) {
        return jdbc.query(
                "select id, event_id, event_type, event_key, event_time, trace_parent, payload from outbox"
                        + " order by id fetch first " + most + " rows only",
                (rs, n) -> new Row(
                        rs.getLong(1),
                        rs.getString(2),
                        rs.getString(3),
                        rs.getString(4),
                        rs.getTimestamp(5).toInstant(),
                        rs.getString(6),
                        rs.getString(7).getBytes(StandardCharsets.UTF_8)));
    }

    /** Forgets events that the broker has acknowledged. */
    void remove(List<Long> ids) {
        if (!ids.isEmpty()) {
            String marks = String.join(",", Collections.nCopies(ids.size(), "?"));
            jdbc.update("delete from outbox where id in (" + marks + ")", ids.toArray());
        }
    }

    long backlog() {
        return Objects.requireNonNull(jdbc.queryForObject("select count(*) from outbox", Long.class));
    }

    /** How long the oldest event has waited, in seconds. */
    double ageSeconds() {
        List<Timestamp> oldest = jdbc.query(
                "select event_time from outbox order by id fetch first 1 rows only", (rs, n) -> rs.getTimestamp(1));
        return oldest.isEmpty()
                ? 0
                : Math.max(0, (System.currentTimeMillis() - oldest.get(0).getTime()) / 1000.0);
    }
}
