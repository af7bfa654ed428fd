package io.smartwms.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartwms.platform.idempotency.IdempotencyKeys;
import io.smartwms.platform.test.ServiceTest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which requests count as the same request, today and after the next release. */
@ServiceTest
class IdempotencyKeysTest {

    @Autowired
    private IdempotencyKeys keys;

    @Autowired
    private JdbcTemplate jdbc;

    private final String key = UUID.randomUUID().toString();

    record Request(String orderId, String productId, String productName, Integer orderQty) {}

    /** The members of {@link Request} in another order, with one that a later release has added. */
    record LaterRequest(Integer orderQty, String shipBy, String productName, String productId, String orderId) {}

    private String once(String operation, Object request) {
        return keys.once(
                key, operation, request, () -> UUID.randomUUID().toString(), made -> made, made -> "again " + made);
    }

    private String fingerprint() {
        return jdbc.queryForObject(
                "select fingerprint from idempotency_key where idempotency_key = ?", String.class, key);
    }

    @Test
    void aFingerprintIsTheSameInEveryRelease() {
        once("POST /orders", new Request("M-1", "한글", null, 2));

        assertThat(fingerprint())
                .isEqualTo(sha256("POST /orders\n{\"orderId\":\"M-1\",\"orderQty\":2,\"productId\":\"한글\"}"))
                .isEqualTo("7840db93c0b67ffc34be6390867117bce63cd324c5ade2aa73198975d0a8d5d7");
    }

    @Test
    void aMemberThatALaterReleaseAddsMakesNoOtherRequest() {
        String made = once("POST /orders", new Request("M-1", "P", "TV", 2));

        assertThat(once("POST /orders", new LaterRequest(2, null, "TV", "P", "M-1")))
                .isEqualTo("again " + made);
        assertThatThrownBy(() -> once("POST /orders", new LaterRequest(2, "2026-12-01", "TV", "P", "M-1")))
                .hasMessageContaining("different request");
    }

    @Test
    void textsThatReadLikeFieldsDoNotMakeTwoRequestsTheSame() {
        once("POST /orders", new Request("a, productId=100, productName=b", "1", null, null));

        assertThatThrownBy(
                        () -> once("POST /orders", new Request("a", "100", "b, productId=1, productName=null", null)))
                .hasMessageContaining("different request");
    }

    @Test
    void anotherOperationIsAnotherRequest() {
        once("POST /orders", new Request("M-1", "P", null, null));

        assertThatThrownBy(() -> once("POST /products", new Request("M-1", "P", null, null)))
                .hasMessageContaining("different request");
    }

    /** A release before kept a hash of what a record looks like in a log. */
    @Test
    void aRetryAcrossTheUpgradeIsStillRecognised() {
        Request request = new Request("M-1", "P", "TV", 2);
        jdbc.update(
                "insert into idempotency_key (idempotency_key, fingerprint, resource_id, created_at)"
                        + " values (?, ?, '17', current_timestamp)",
                key,
                sha256(request.toString()));

        assertThat(once("POST /orders", request)).isEqualTo("again 17");
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
