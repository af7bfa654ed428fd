package io.smartwms.platform.idempotency;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smartwms.platform.WmsProperties;
import io.smartwms.platform.problem.InvalidField;
import io.smartwms.platform.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes a retried {@code POST} harmless: the client sends the same {@code Idempotency-Key} header again, and the service
 * remembers which resource the first one made, in the same transaction that made it.
 */
public class IdempotencyKeys {

    public static final String HEADER = "Idempotency-Key";

    private static final Pattern VALID = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private final TransactionOperations transaction;
    private final WmsProperties.Idempotency properties;

    /** @param transaction in which a command is done, and its key kept */
    IdempotencyKeys(
            JdbcTemplate jdbc,
            JsonMapper json,
            TransactionOperations transaction,
            WmsProperties.Idempotency properties) {
        this.jdbc = jdbc;
        this.json = json.rebuild()
                .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
                .disable(SerializationFeature.INDENT_OUTPUT)
                .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
                .build();
        this.transaction = transaction;
        this.properties = properties;
    }

    /** 422: the key was used for another request. */
    static class KeyReused extends Refusal {

        KeyReused() {
            super(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "idempotency-key-reused",
                    "Idempotency key used for another request",
                    "The Idempotency-Key was first sent with a different request. Use a new key for a new request.");
        }
    }

    /**
     * Does something once per key, in a transaction. When it fails, perhaps because this very request, sent twice at once, has
     * done it already, the key is looked for once more.
     *
     * @param key the header's value; without one the command simply runs
     * @param operation method and path
     * @param request the body as read; the same key with another operation or body is refused
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
        Fingerprints fingerprints =
                new Fingerprints(sha256(operation + "\n" + json.writeValueAsString(request)), legacy(request));
        return find(key, fingerprints).map(again).orElseGet(() -> {
            try {
                return transaction.execute(status -> {
                    T result = first.get();
                    remember(key, fingerprints.current(), id.apply(result).toString());
                    return result;
                });
            } catch (RuntimeException failure) {
                return find(key, fingerprints).map(again).orElseThrow(() -> failure);
            }
        });
    }

    private void remember(String key, String fingerprint, String resourceId) {
        jdbc.update(
                "insert into idempotency_key (idempotency_key, fingerprint, resource_id, created_at) values (?, ?, ?, ?)",
                key,
                fingerprint,
                resourceId,
                Timestamp.from(Instant.now()));
    }

    /**
     * What tells whether a request is the same again.
     *
     * @param current of the operation and the body as JSON, its members sorted and those left out absent: a member that a later
     *     release adds changes nothing for who does not send it
     * @param legacy as a release before kept it, whose keys are still remembered
     */
    private record Fingerprints(String current, String legacy) {

        boolean include(String kept) {
            return kept.equals(current) || kept.equals(legacy);
        }
    }

    private static String legacy(Object request) {
        return sha256(request.toString());
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

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    void forgetOldOnes() {
        jdbc.update(
                "delete from idempotency_key where created_at < ?",
                Timestamp.from(Instant.now().minus(properties.retention())));
    }
}
