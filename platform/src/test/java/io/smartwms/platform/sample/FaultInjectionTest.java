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

/** Fault injection, enabled as an overlay does it. */
@ServiceTest
@TestPropertySource(
        properties = {
            "management.endpoint.faultinjection.access=unrestricted",
            "management.endpoints.web.exposure.include=health,faultinjection"
        })
class FaultInjectionTest {

    private static final String FAULTS = "/actuator/faultinjection";

    @Autowired
    private Http http;

    @AfterEach
    void removeFaults() {
        http.delete(FAULTS).isStatus(200);
    }

    private JsonNode status() {
        return http.get(FAULTS).isStatus(200).json();
    }

    private void hasNoFaults() {
        assertThat(status().path("delay").asString()).isEqualTo("0ms");
        assertThat(status().path("unhealthy").asBoolean(true)).isFalse();
    }

    private CompletableFuture<Http.Answer> request(String path) {
        return CompletableFuture.supplyAsync(() -> http.get(path));
    }

    @Test
    void aDelayHoldsRequestsButNotThoseToActuator() {
        hasNoFaults();
        assertThat(http.post(FAULTS, "{\"delay\":\"60s\"}")
                        .isStatus(200)
                        .json()
                        .path("delay")
                        .asString())
                .isEqualTo("60000ms");
        CompletableFuture<Http.Answer> found = request("/");
        CompletableFuture<Http.Answer> missing = request("/nothing");
        await().until(() -> status().path("held").asInt() == 2);

        http.get("/actuator").isStatus(200);
        http.get("/actuator/health/liveness").isStatus(200);
        http.get("/actuator/health/readiness").isStatus(200);
        assertThat(found).isNotDone();
        assertThat(missing).isNotDone();

        http.delete(FAULTS).isStatus(200);
        found.join().isStatus(200);
        missing.join().isProblem(404, "not-found");
        assertThat(status().path("held").asInt()).isZero();
        hasNoFaults();
        http.get("/").isStatus(200);
    }

    @Test
    void aDelayEndsByItself() {
        http.post(FAULTS, "{\"delay\":\"300ms\"}").isStatus(200);
        long start = System.nanoTime();
        http.get("/").isStatus(200);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(300_000_000L);
        assertThat(status().path("delay").asString()).isEqualTo("300ms");
    }

    @Test
    void anUnhealthyInstanceFailsItsLivenessProbeAndNothingElse() {
        assertThat(http.post(FAULTS, "{\"unhealthy\":true}")
                        .isStatus(200)
                        .json()
                        .path("unhealthy")
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

        http.delete(FAULTS).isStatus(200);
        http.get("/actuator/health/liveness").isStatus(200);
        hasNoFaults();
    }

    @Test
    void aPostReplacesAllFaults() {
        http.post(FAULTS, "{\"delay\":\"1ms\",\"unhealthy\":true}").isStatus(200);
        http.get("/actuator/health/liveness").isStatus(503);
        http.post(FAULTS, "{\"delay\":\"2ms\"}").isStatus(200);
        http.get("/actuator/health/liveness").isStatus(200);
        http.post(FAULTS, "{\"unhealthy\":\"true\"}").isStatus(200);
        assertThat(status().path("delay").asString()).isEqualTo("0ms");
        http.get("/actuator/health/liveness").isStatus(503);
        http.post(FAULTS, "{}").isStatus(200);
        hasNoFaults();
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
                "{\"unhealthy\":\"very\"}                   | unhealthy",
                "{\"unhealthy\":1}                          | unhealthy",
                "{\"delay\":\"1s\",\"unhealthy\":\"\"}      | unhealthy"
            })
    void anInvalidValueIsRefusedAndChangesNothing(String body, String field) {
        http.post(FAULTS, body).refusesField(field);
        hasNoFaults();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{broken", "\"unhealthy\"", "{\"unhealthy\":{}}", "{\"delay\":[\"1s\"]}"})
    void whatIsNoObjectOfTextsIsRefused(String body) {
        http.post(FAULTS, body).isProblem(400, "invalid-request");
        hasNoFaults();
    }
}
