package io.smartwms.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FingerprintsTest {

    enum Kind {
        Received
    }

    record Posted(
            @Nullable String orderId,
            @Nullable Integer qty,
            @Nullable Kind kind,
            @Nullable Posted inner) {

        boolean isCancel() {
            return false;
        }
    }

    record PostedByALaterRelease(
            @Nullable Integer qty,
            @Nullable String mallId,
            @Nullable String orderId) {}

    private static String current(String operation, Object request) {
        return Fingerprints.of(operation, request).current();
    }

    /** A change of these is a change that turns every retry across an update into a 422. */
    @Test
    void theHashesAreThoseOfTheReleasesBefore() {
        assertThat(current(
                        "POST /orders", new Posted("\ud55c \"1\"", 2, Kind.Received, new Posted(null, 1, null, null))))
                .isEqualTo("b3b5bf33c593aaf400e1a3bbf4271cd1d90cfc9ec8f53cfc8fb4957a08969847");
        assertThat(current("POST /orders", new Posted(null, null, null, null)))
                .isEqualTo("18f905fef77b446afda0947eedf2f198b60d007d17c56ea911057ebf8fc1ebc3");
    }

    @Test
    void aFieldThatALaterReleaseAddsChangesNothingWhereItIsLeftOut() {
        assertThat(current("POST /orders", new PostedByALaterRelease(2, null, "a")))
                .isEqualTo(current("POST /orders", new Posted("a", 2, null, null)))
                .isNotEqualTo(current("POST /orders", new PostedByALaterRelease(2, "m", "a")));
    }

    @Test
    void theOperationBelongsToTheRequest() {
        assertThat(current("POST /orders", new Posted("a", 2, null, null)))
                .isNotEqualTo(current("POST /products", new Posted("a", 2, null, null)));
    }
}
