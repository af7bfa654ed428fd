package io.smartwms.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.smartwms.platform.test.Http;
import io.smartwms.platform.test.ServiceTest;
import io.smartwms.platform.test.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** How events leave and are heard, on every engine. */
@ServiceTest(on = {"h2", "hsqldb", ServiceTest.POSTGRESQL})
class EventsTest {

    @Autowired
    private Http http;

    @Autowired
    private Topic topic;

    @Autowired
    private Notes notes;

    @Autowired
    private NotePolicies policies;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcTemplate jdbc;

    @BeforeEach
    void behave() {
        policies.mended = false;
        policies.transientFaults.set(0);
    }

    private void write(long id, String text) {
        topic.publish("Written", id, Map.of("id", id, "text", text));
    }

    private void hear(long id) {
        topic.publish("Heard", id, Map.of("id", id));
    }

    private void awaitHeard(long id, int times) {
        await().untilAsserted(() ->
                assertThat(notes.findById(id)).get().extracting(Note::heard).isEqualTo(times));
    }

    private List<JsonNode> parked() {
        return http.get("/actuator/parked")
                .isStatus(200)
                .json()
                .path("parked")
                .valueStream()
                .toList();
    }

    private void awaitParked(String... statesInOrder) {
        await().untilAsserted(() -> assertThat(
                        parked().stream().map(p -> p.path("state").asString()))
                .containsExactly(statesInOrder));
    }

    @Test
    void anEventLeavesWithItsTransactionOrNotAtAll() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    notes.saveAndFlush(new Note(1, "rolled back"));
                    throw new IllegalStateException("the business says no");
                }))
                .hasMessage("the business says no");
        transaction.executeWithoutResult(status -> notes.save(new Note(2, "kept")));

        topic.awaitEvent("Ordered", 2);
        assertThat(topic.typesOf(1)).isEmpty();
    }

    @Test
    void anEventThatTheBrokerWouldRefuseFailsItsTransaction() {
        assertThatThrownBy(() ->
                        transaction.executeWithoutResult(status -> notes.save(new Note(3, "x".repeat(17_000)))))
                .hasMessageContaining("larger than");
        assertThat(notes.findById(3L)).isEmpty();
    }

    @Test
    void theEventsOfOneKeyKeepTheirOrderWhoeverWritesThem() throws Exception {
        transaction.executeWithoutResult(status -> notes.save(new Note(10, "busy")));
        ExecutorService writers = Executors.newFixedThreadPool(8);
        try {
            List<Future<Void>> done = writers.invokeAll(IntStream.range(0, 200)
                    .mapToObj(i -> (java.util.concurrent.Callable<Void>) () -> {
                        while (true) {
                            try {
                                transaction.executeWithoutResult(status -> {
                                    Note note = notes.findById(10L).orElseThrow();
                                    note.hear();
                                    notes.save(note);
                                });
                                return null;
                            } catch (org.springframework.dao.ConcurrencyFailureException again) {
                                // another writer was faster
                            }
                        }
                    })
                    .toList());
            for (Future<Void> future : done) {
                future.get();
            }
        } finally {
            writers.shutdown();
        }
        await().until(() -> topic.published("OrderCanceled", 10).size() >= 200);
        assertThat(topic.published("OrderCanceled", 10).stream()
                        .map(e -> e.body().path("count").asInt()))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 200).boxed().toList());
        await().until(() -> jdbc.queryForObject("select count(*) from outbox", Long.class) == 0);
    }

    @Test
    void aBatchInWhichOneFailsHandlesTheOthersOnce() {
        for (long id = 100; id < 150; id++) {
            write(id, id == 120 ? "fails" : "fine");
            hear(id);
        }
        for (long id = 100; id < 150; id++) {
            if (id != 120) {
                awaitHeard(id, 1);
            }
        }
        awaitParked("FAILED", "WAITING");
        JsonNode failed = parked().get(0);
        assertThat(failed.path("reason").asString()).contains("cannot be written");
        assertThat(failed.path("payload").asString()).contains("fails");
        assertThat(failed.path("position").asString()).contains("@");
        assertThat(http.get("/actuator/health")
                        .json()
                        .at("/components/parked/details/failed")
                        .asInt())
                .isEqualTo(1);

        http.post("/actuator/parked/" + failed.path("id").asLong(), "{}").isStatus(200);
        assertThat(parked()).as("what is not mended stays").hasSize(2);
        policies.mended = true;
        assertThat(http.post("/actuator/parked/" + failed.path("id").asLong(), "{}")
                        .isStatus(200)
                        .json()
                        .path("replayed")
                        .asInt())
                .isEqualTo(2);
        awaitHeard(120, 1);
        assertThat(parked()).isEmpty();
    }

    @Test
    void aDiscardedEventMakesWayForThoseBehindIt() {
        write(200, "fails");
        write(200, "second try");
        hear(200);
        awaitParked("FAILED", "WAITING", "WAITING");

        http.delete("/actuator/parked/" + parked().get(0).path("id").asLong()).isStatus(200);
        awaitHeard(200, 1);
        assertThat(notes.findById(200L)).get().extracting(Note::text).isEqualTo("second try");
        assertThat(parked()).isEmpty();
        http.delete("/actuator/parked/999999").isStatus(404);
    }

    @Test
    void inATopicThatWasMadeAnewADiscardedPlaceHoldsAnotherEvent() {
        Topic.Event first = topic.publish("Written", 210, Map.of("id", 210, "text", "fails"));
        awaitParked("FAILED");
        http.delete("/actuator/parked").isStatus(200);
        jdbc.update("update discarded_event set topic_offset = topic_offset + 1 where event_key = '210'");
        for (int after = 2; after < 20; after++) {
            jdbc.update(
                    "insert into discarded_event select topic, ?, topic_partition, event_key, event_type, payload, reason,"
                            + " discarded_at from discarded_event where event_key = '210' and topic_offset = ?",
                    first.offset() + after,
                    first.offset() + 1);
        }
        write(210, "another");
        hear(210);
        awaitHeard(210, 1);
        write(210, "fails");
        hear(210);
        awaitHeard(210, 2);
        assertThat(parked()).isEmpty();
    }

    @Test
    void poisonIsParkedWithItsReasonAndHoldsUpNobody() {
        topic.publish("Written", 300, "{broken".getBytes(StandardCharsets.UTF_8), "a", Instant.now());
        topic.publish("Written", 301, "{\"id\":{}}".getBytes(StandardCharsets.UTF_8), "b", Instant.now());
        topic.publish("Written", 302, "{\"id\":302,\"text\":\"x\"}".getBytes(StandardCharsets.UTF_8), "c", null);
        topic.publish("Written", 303, new byte[0], "d", Instant.now());
        topic.publish("NobodyKnows", 304, "{broken".getBytes(StandardCharsets.UTF_8), "e", Instant.now());
        topic.publish("Written", 305, null, "f", Instant.now());
        write(306, "fine");
        hear(306);

        awaitHeard(306, 1);
        awaitParked("FAILED", "FAILED", "FAILED", "FAILED", "FAILED");
        assertThat(parked().stream().map(p -> p.path("key").asString()))
                .containsExactlyInAnyOrder("300", "301", "302", "303", "305");
        assertThat(http.delete("/actuator/parked")
                        .isStatus(200)
                        .json()
                        .path("discarded")
                        .asInt())
                .isEqualTo(5);
        assertThat(parked()).isEmpty();
    }

    @Test
    void theReaderGetsPastWhatNobodyListensTo() {
        Topic.Event unheard = topic.publish("NobodyKnows", 900, Map.of());
        await().untilAsserted(
                        () -> assertThat(topic.readUpTo(unheard.partition())).isGreaterThan(unheard.offset()));
    }

    @Test
    void allThatFailedAreReplayedAtOnceWithWhatWaitsBehindThem() {
        write(1300, "fails");
        hear(1300);
        write(1301, "fails");
        hear(1301);
        await().untilAsserted(() -> assertThat(parked()).hasSize(4));
        policies.mended = true;
        assertThat(http.post("/actuator/parked", "{}")
                        .isStatus(200)
                        .json()
                        .path("replayed")
                        .asInt())
                .isEqualTo(4);
        awaitHeard(1300, 1);
        awaitHeard(1301, 1);
        assertThat(parked()).isEmpty();
    }

    @Test
    void whatPassesByItselfIsTriedUntilItHasPassed() {
        policies.transientFaults.set(12);
        write(400, "patient");
        hear(400);
        awaitHeard(400, 1);
        assertThat(policies.transientFaults).hasValue(0);
        assertThat(parked()).isEmpty();
    }

    @Test
    void anEventThatComesTooEarlyIsMadeUpForAndHoldsUpNobody() {
        hear(500);
        hear(500);
        awaitParked("EARLY", "EARLY");
        write(501, "another key");
        hear(501);
        awaitHeard(501, 1);
        write(500, "at last");
        awaitHeard(500, 2);
        assertThat(parked()).isEmpty();
    }

    @Test
    void theTraceOfAnEventGoesOnInWhatItCauses() {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        topic.publish("Written", 600, Map.of("id", 600, "text", "traced"), Map.of("traceparent", trace));
        assertThat(topic.awaitEvent("Ordered", 600).headers()).containsEntry("traceparent", trace);
        write(601, "untraced");
        assertThat(topic.awaitEvent("Ordered", 601).headers().get("traceparent"))
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    }

    @Test
    void theWireCarriesCloudEventsAndNothingElse() {
        transaction.executeWithoutResult(status -> notes.save(new Note(700, "wire")));
        Topic.Event event = topic.awaitEvent("Ordered", 700);
        assertThat(event.headers().keySet())
                .containsExactlyInAnyOrder(
                        "ce_id",
                        "ce_type",
                        "ce_source",
                        "ce_time",
                        "ce_specversion",
                        "ce_schemaversion",
                        "content-type");
        assertThat(event.headers())
                .containsEntry("ce_type", "Ordered")
                .containsEntry("ce_source", "/sample")
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("content-type", "application/json");
        assertThat(UUID.fromString(event.headers().get("ce_id"))).isNotNull();
        assertThat(Instant.parse(event.headers().get("ce_time"))).isBeforeOrEqualTo(Instant.now());
        assertThat(event.key()).isEqualTo("700");
    }

    @Test
    void aStaleWriterIsToldSoInSpringsWords() {
        transaction.executeWithoutResult(status -> notes.save(new Note(800, "raced")));
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    Note note = notes.findById(800L).orElseThrow();
                    note.hear();
                    notes.save(note);
                    jdbc.update("update note set version = version + 1 where id = 800");
                }))
                .isInstanceOf(OptimisticLockingFailureException.class);
    }
}
