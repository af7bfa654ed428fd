package io.smartwms.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartwms.platform.test.Http;
import io.smartwms.platform.test.ServiceTest;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** The operator's lever, switched on as an overlay does it. */
@ServiceTest
@TestPropertySource(
        properties = {
            "management.endpoint.drill.access=unrestricted",
            "management.endpoints.web.exposure.include=health,drill"
        })
class DrillTest {

    private static final String DRILL = "/actuator/drill";

    @Autowired
    private Http http;

    @AfterEach
    void heal() {
        http.delete(DRILL).isStatus(200);
    }

    private JsonNode condition() {
        return http.get(DRILL).isStatus(200).json();
    }

    private void isWell() {
        assertThat(condition().path("delay").asString()).isEqualTo("0ms");
        assertThat(condition().path("sick").asBoolean(true)).isFalse();
    }

    private CompletableFuture<Http.Answer> request(String path) {
        return CompletableFuture.supplyAsync(() -> http.get(path));
    }

    @Test
    void aDelayHoldsRequestsButNotTheOperators() {
        isWell();
        assertThat(http.post(DRILL, "{\"delay\":\"60s\"}")
                        .isStatus(200)
                        .json()
                        .path("delay")
                        .asString())
                .isEqualTo("60000ms");
        CompletableFuture<Http.Answer> found = request("/");
        CompletableFuture<Http.Answer> missing = request("/nothing");
        await().until(() -> condition().path("held").asInt() == 2);

        http.get("/actuator").isStatus(200);
        http.get("/actuator/health/liveness").isStatus(200);
        http.get("/actuator/health/readiness").isStatus(200);
        assertThat(found).isNotDone();
        assertThat(missing).isNotDone();

        http.delete(DRILL).isStatus(200);
        found.join().isStatus(200);
        missing.join().isProblem(404, "not-found");
        assertThat(condition().path("held").asInt()).isZero();
        isWell();
        http.get("/").isStatus(200);
    }

    @Test
    void aDelayPassesByItself() {
        http.post(DRILL, "{\"delay\":\"300ms\"}").isStatus(200);
        long start = System.nanoTime();
        http.get("/").isStatus(200);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(300_000_000L);
        assertThat(condition().path("delay").asString()).isEqualTo("300ms");
    }

    @Test
    void aSickInstanceFailsItsLivenessProbeAndNothingElse() {
        assertThat(http.post(DRILL, "{\"sick\":true}")
                        .isStatus(200)
                        .json()
                        .path("sick")
                        .asBoolean())
                .isTrue();
        assertThat(http.get("/actuator/health/liveness")
                        .isStatus(503)
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("DOWN");
        http.get("/actuator/health/readiness").isStatus(200);
        http.get("/").isStatus(200);

        http.delete(DRILL).isStatus(200);
        http.get("/actuator/health/liveness").isStatus(200);
        isWell();
    }

    @Test
    void aPostSaysTheWholeOfIt() {
        http.post(DRILL, "{\"delay\":\"1ms\",\"sick\":true}").isStatus(200);
        http.get("/actuator/health/liveness").isStatus(503);
        http.post(DRILL, "{\"delay\":\"2ms\"}").isStatus(200);
        http.get("/actuator/health/liveness").isStatus(200);
        http.post(DRILL, "{\"sick\":\"true\"}").isStatus(200);
        assertThat(condition().path("delay").asString()).isEqualTo("0ms");
        http.get("/actuator/health/liveness").isStatus(503);
        http.post(DRILL, "{}").isStatus(200);
        isWell();
        http.get("/actuator/health/liveness").isStatus(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"delay\":\"soon\"}                  | delay",
                "{\"delay\":\"61s\"}                   | delay",
                "{\"delay\":\"-1ms\"}                  | delay",
                "{\"delay\":\"9223372036854775807d\"}  | delay",
                "{\"delay\":\"99999999999999999999s\"} | delay",
                "{\"delay\":\"\"}                      | delay",
                "{\"sick\":\"very\"}                   | sick",
                "{\"sick\":1}                          | sick",
                "{\"delay\":\"1s\",\"sick\":\"\"}      | sick"
            })
    void whatCannotBeIsRefusedAndChangesNothing(String body, String field) {
        http.post(DRILL, body).refusesField(field);
        isWell();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{broken", "\"sick\"", "{\"sick\":{}}", "{\"delay\":[\"1s\"]}"})
    void whatIsNoObjectOfTextsIsRefused(String body) {
        http.post(DRILL, body).isProblem(400, "invalid-request");
        isWell();
    }
}
