package io.smartwms.platform.outbox;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The right to do what only one instance of a service may do at a time, held in a row of its database until a moment
 * that the holder keeps pushing back. A holder that stops is followed by another one lease later, one that shuts down
 * at once.
 */
class Lease {

    private final JdbcTemplate jdbc;
    private final String name;
    private final Duration length;
    private final String owner = UUID.randomUUID().toString();
    private long heldUntil = Long.MIN_VALUE;

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
        Instant clock = Instant.now();
        heldUntil = renew(clock) || acquire(clock) ? now + length.toNanos() : Long.MIN_VALUE;
        return heldUntil != Long.MIN_VALUE;
    }

    private boolean renew(Instant clock) {
        return jdbc.update(
                        "update lease set owner = ?, expires_at = ? where name = ? and (owner = ? or expires_at < ?)",
                        owner,
                        Timestamp.from(clock.plus(length)),
                        name,
                        owner,
                        Timestamp.from(clock))
                == 1;
    }

    private boolean acquire(Instant clock) {
        if (Boolean.TRUE.equals(
                jdbc.queryForObject("select count(*) > 0 from lease where name = ?", Boolean.class, name))) {
            return false;
        }
        try {
            return jdbc.update(
                            "insert into lease (name, owner, expires_at) values (?, ?, ?)",
                            name,
                            owner,
                            Timestamp.from(clock.plus(length)))
                    == 1;
        } catch (DuplicateKeyException another) {
            return false;
        }
    }

    void release() {
        heldUntil = Long.MIN_VALUE;
        jdbc.update("delete from lease where name = ? and owner = ?", name, owner);
    }
}
