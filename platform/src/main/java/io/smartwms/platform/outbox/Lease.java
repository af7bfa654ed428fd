package io.smartwms.platform.outbox;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The right to do what only one instance of a service may do at a time, held in a row of its database until a moment
 * that the holder keeps pushing back. A holder that stops is followed by another one lease later, one that shuts down
 * at once. The only clock is the database's, so that the instances' own may differ and jump; how long it still holds the
 * lease each instance measures by a clock that never jumps, from before it asked.
 */
class Lease {

    private final JdbcTemplate jdbc;
    private final String name;
    private final Duration length;
    private final String owner = UUID.randomUUID().toString();
    private volatile long heldUntil = Long.MIN_VALUE;

    Lease(JdbcTemplate jdbc, String name, Duration length) {
        this.jdbc = jdbc;
        this.name = name;
        this.length = length;
    }

    /** Takes or keeps the lease; cheap while more than half of it is left. */
    boolean hold() {
        long now = System.nanoTime();
        if (heldUntil - now > length.toNanos() / 2 && heldUntil != Long.MIN_VALUE) {
            return true;
        }
        Timestamp end = Timestamp.from(clock().plus(length));
        heldUntil = renew(end) || acquire(end) ? now + length.toNanos() : Long.MIN_VALUE;
        return heldUntil != Long.MIN_VALUE;
    }

    /** Whether it was held when last asked for. */
    boolean isHeld() {
        return heldUntil != Long.MIN_VALUE && heldUntil - System.nanoTime() > 0;
    }

    private Instant clock() {
        return Objects.requireNonNull(
                        jdbc.queryForObject("select current_timestamp from (values (0)) as one(x)", Timestamp.class))
                .toInstant();
    }

    private boolean renew(Timestamp end) {
        return jdbc.update(
                        "update lease set owner = ?, expires_at = ?"
                                + " where name = ? and (owner = ? or expires_at < current_timestamp)",
                        owner,
                        end,
                        name,
                        owner)
                == 1;
    }

    private boolean acquire(Timestamp end) {
        if (Boolean.TRUE.equals(
                jdbc.queryForObject("select count(*) > 0 from lease where name = ?", Boolean.class, name))) {
            return false;
        }
        try {
            return jdbc.update("insert into lease (name, owner, expires_at) values (?, ?, ?)", name, owner, end) == 1;
        } catch (DuplicateKeyException another) {
            return false;
        }
    }

    void release() {
        heldUntil = Long.MIN_VALUE;
        jdbc.update("delete from lease where name = ? and owner = ?", name, owner);
    }
}
