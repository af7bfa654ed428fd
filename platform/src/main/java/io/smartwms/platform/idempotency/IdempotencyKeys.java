package io.smartwms.platform.idempotency;

import io.smartwms.platform.WmsProperties;
import io.smartwms.platform.problem.InvalidField;
import io.smartwms.platform.problem.ProblemException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes a retried {@code POST} harmless: the client sends the same {@code Idempotency-Key} header again, and the service
 * remembers which resource the first one made, in the same transaction that made it.
 */
public class IdempotencyKeys {

    public static final String HEADER = "Idempotency-Key";

    private static final Pattern VALID = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final JdbcTemplate jdbc;
    private final TransactionOperations transaction;
    private final WmsProperties.Idempotency properties;

    /** @param transaction in which a command is done, and its key kept */
    IdempotencyKeys(JdbcTemplate jdbc, TransactionOperations transaction, WmsProperties.Idempotency properties) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.properties = properties;
    }

    /** 422: the key was used for another request. */
    static class KeyReused extends ProblemException {

        KeyReused() {
            super(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "idempotency-key-reused",
                    "Idempotency key used for another request",
                    "The Idempotency-Key was first sent with a different request. Use a new key for a new request.");
        }
    }

    /**
     * Does something once per key, in a transaction.
     *
     * @param key the header's value; without one the command simply runs
     * @param operation what the request asks for: its method and the template of its path
     * @param request the request as read, a record; the same key with another request is refused
     * @param first does it, and returns what it made
     * @param id names what was made, so that {@code again} can find it
     * @param again gives the first answer once more
     */
    public <T> T once(
            @Nullable String key,
            String operation,
            Object request,
            Supplier<T> first,
            Function<T, ?> id,
            Function<String, T> again) {
        if (key == null) {
            return transaction.execute(status -> first.get());
        }
        if (!VALID.matcher(key).matches()) {
            throw new InvalidField(HEADER, "must be 1 to 255 printable ASCII characters");
        }
        Fingerprints fingerprints = Fingerprints.of(operation, request);
        Optional<String> made = find(key, fingerprints);
        if (made.isPresent()) {
            return again.apply(made.get());
        }
        try {
            return transaction.execute(status -> {
                T result = first.get();
                jdbc.update(
                        "insert into idempotency_key (idempotency_key, fingerprint, resource_id, created_at)"
                                + " values (?, ?, ?, ?)",
                        key,
                        fingerprints.current(),
                        id.apply(result).toString(),
                        Timestamp.from(Instant.now()));
                return result;
            });
        } catch (RuntimeException e) {
            // Rolled back; perhaps because this very request, sent twice at once, has been done: then its key is known
            // by now.
            return again.apply(find(key, fingerprints).orElseThrow(() -> e));
        }
    }

    private Optional<String> find(String key, Fingerprints fingerprints) {
        return jdbc
                .query(
                        "select fingerprint, resource_id from idempotency_key where idempotency_key = ?",
                        (rs, n) -> {
                            if (!fingerprints.include(rs.getString(1))) {
                                throw new KeyReused();
                            }
                            return rs.getString(2);
                        },
                        key)
                .stream()
                .findFirst();
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    void deleteExpired() {
        jdbc.update(
                "delete from idempotency_key where created_at < ?",
                Timestamp.from(Instant.now().minus(properties.retention())));
    }
}
