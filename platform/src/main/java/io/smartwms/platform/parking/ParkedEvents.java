package io.smartwms.platform.parking;

import io.smartwms.platform.wire.Envelope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table of events that have not been handled: the dead letters of this service, which an operator can replay. */
public class ParkedEvents {

    private static final String COLUMNS =
            "id, topic, topic_partition, topic_offset, event_key, event_type, event_id, event_time, trace_parent, payload, state, reason, parked_at";
    private static final int MAX_REASON = 1000;

    private final JdbcTemplate jdbc;

    ParkedEvents(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Why an event is parked. */
    public enum State {
        /** Its handling failed, an operator decides; later events of its key wait behind it. */
        FAILED,
        /** It waits behind a failed event of its key. */
        WAITING,
        /** It came before an event that it builds on; later events of its key do not wait for it. */
        EARLY
    }

    public record Row(long id, Envelope event, State state, String reason, Instant parkedAt) {}

    public void park(Envelope event, State state, String reason) {
        Envelope.Position at = event.position();
        // A repetition of an event that is parked already changes nothing.
        jdbc.update(
                "insert into parked_event (topic, topic_partition, topic_offset, event_key, event_type, event_id,"
                        + " event_time, trace_parent, payload, state, reason, parked_at)"
                        + " select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? from (values (0)) as one(x) where not exists"
                        + " (select 1 from parked_event where topic = ? and topic_partition = ? and topic_offset = ?)",
                at.topic(),
                at.partition(),
                at.offset(),
                cut(event.key(), 255),
                cut(event.type(), 255),
                cut(event.id(), 255),
                cut(event.time(), 64),
                cut(event.traceParent(), 255),
                event.payload(),
                state.name(),
                cut(reason, MAX_REASON),
                Timestamp.from(Instant.now()),
                at.topic(),
                at.partition(),
                at.offset());
    }

    /** What parked events mean for the next event of their key. */
    public enum KeyState {
        /** It waits behind them. */
        BLOCKED,
        /** It is handled, and they are tried again after it. */
        EARLY_EVENTS
    }

    /** The state of each key that has parked events. */
    public Map<String, KeyState> keyStates() {
        Map<String, KeyState> keys = new HashMap<>();
        jdbc.query("select distinct event_key, state from parked_event", rs -> {
            boolean early = State.EARLY.name().equals(rs.getString(2));
            keys.merge(
                    rs.getString(1),
                    early ? KeyState.EARLY_EVENTS : KeyState.BLOCKED,
                    (one, other) -> one == other ? one : KeyState.BLOCKED);
        });
        return keys;
    }

    /** The keys of failed events, in the order of their failures. */
    public List<String> failedKeys() {
        return jdbc.queryForList(
                "select event_key from parked_event where state = 'FAILED' group by event_key order by min(id)",
                String.class);
    }

    /** Keys whose failed event is gone while others still wait behind it. */
    public List<String> keysToRelease() {
        return jdbc.queryForList(
                "select distinct event_key from parked_event p where state = 'WAITING' and not exists"
                        + " (select 1 from parked_event f where f.event_key = p.event_key and f.state = 'FAILED')",
                String.class);
    }

    public List<Row> ofKey(String key, State... states) {
        List<String> wanted = Arrays.stream(states).map(Enum::name).toList();
        return jdbc
                .query(
                        "select " + COLUMNS + " from parked_event where event_key = ? order by id",
                        (rs, n) -> row(rs),
                        key)
                .stream()
                .filter(row -> wanted.contains(row.state().name()))
                .toList();
    }

    public List<Row> list(int max) {
        return jdbc.query(
                "select " + COLUMNS + " from parked_event order by id fetch first " + max + " rows only",
                (rs, n) -> row(rs));
    }

    public Optional<Row> find(long id) {
        return jdbc.query("select " + COLUMNS + " from parked_event where id = ?", (rs, n) -> row(rs), id).stream()
                .findFirst();
    }

    public void remove(long id) {
        jdbc.update("delete from parked_event where id = ?", id);
    }

    public List<Long> failed() {
        return jdbc.queryForList("select id from parked_event where state = 'FAILED' order by id", Long.class);
    }

    /** Removes an event for good, in the transaction of the caller; it is remembered, so that it is not handled when it is read again. */
    public void discard(long id) {
        jdbc.update(
                "delete from discarded_event where exists (select 1 from parked_event p where id = ? and p.topic ="
                        + " discarded_event.topic and p.topic_offset = discarded_event.topic_offset and"
                        + " p.topic_partition = discarded_event.topic_partition)",
                id);
        jdbc.update(
                "insert into discarded_event (topic, topic_offset, topic_partition, event_key, event_type, payload,"
                        + " reason, discarded_at) select topic, topic_offset, topic_partition, event_key, event_type,"
                        + " payload, reason, ? from parked_event where id = ?",
                Timestamp.from(Instant.now()),
                id);
        remove(id);
    }

    /**
     * The events that have not been discarded. Their content is compared, not only their position: a topic that was created anew
     * has other events at the same positions.
     */
    public List<Envelope> withoutDiscarded(List<Envelope> events) {
        LongSummaryStatistics offsets =
                events.stream().mapToLong(event -> event.position().offset()).summaryStatistics();
        Map<Envelope.Position, byte[]> discarded = new HashMap<>();
        jdbc.query(
                "select topic, topic_partition, topic_offset, payload from discarded_event"
                        + " where topic = ? and topic_offset between ? and ?",
                rs -> {
                    discarded.put(position(rs), rs.getBytes("payload"));
                },
                events.get(0).position().topic(),
                offsets.getMin(),
                offsets.getMax());
        return discarded.isEmpty()
                ? events
                : events.stream()
                        .filter(event -> !Arrays.equals(event.payload(), discarded.get(event.position())))
                        .toList();
    }

    public void clear() {
        jdbc.update("delete from parked_event");
    }

    public void failed(long id, String reason) {
        jdbc.update("update parked_event set state = 'FAILED', reason = ? where id = ?", cut(reason, MAX_REASON), id);
    }

    public long count(State state) {
        return Objects.requireNonNull(
                jdbc.queryForObject("select count(*) from parked_event where state = ?", Long.class, state.name()));
    }

    private static @Nullable String cut(@Nullable String text, int length) {
        // PostgreSQL cannot hold the character 0 in a text.
        String clean = text == null ? null : text.replace('\0', ' ');
        return clean == null || clean.length() <= length ? clean : clean.substring(0, length);
    }

    private static Envelope.Position position(ResultSet rs) throws SQLException {
        return new Envelope.Position(rs.getString("topic"), rs.getInt("topic_partition"), rs.getLong("topic_offset"));
    }

    private static Row row(ResultSet rs) throws SQLException {
        return new Row(
                rs.getLong("id"),
                new Envelope(
                        position(rs),
                        rs.getString("event_key"),
                        rs.getString("event_type"),
                        rs.getString("event_id"),
                        rs.getString("event_time"),
                        rs.getString("trace_parent"),
                        rs.getBytes("payload")),
                State.valueOf(rs.getString("state")),
                rs.getString("reason"),
                rs.getTimestamp("parked_at").toInstant());
    }
}
