package io.smartwms.deliverypacking;

import static io.smartwms.deliverypacking.PackingUpstream.CANCELED;
import static io.smartwms.deliverypacking.PackingUpstream.PACKED;
import static io.smartwms.deliverypacking.PackingUpstream.PICKED;
import static io.smartwms.deliverypacking.PackingUpstream.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartwms.platform.test.Http;
import io.smartwms.platform.test.ServiceTest;
import io.smartwms.platform.test.Topic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A person packs and confirms over REST. */
@ServiceTest
@TestPropertySource(properties = "wms.packing.mode=manual")
class ManualPackingTest {

    private static final String CONFIRM = "{\"packingStatus\": \"PackingConfirmed\"}";

    @Autowired
    private Http http;

    @Autowired
    private Topic topic;

    private PackingUpstream upstream;

    @BeforeEach
    void meet() {
        upstream = new PackingUpstream(http, topic);
    }

    @Test
    void instructionWaitsForAPersonAndThenForTheWindowToClose() {
        long id = upstream.after(PICKED);
        assertThat(upstream.row(id).path("packingStatus").asString()).isEqualTo("PackingOrdered");
        assertThat(topic.typesOf(id)).containsExactly("PackingOrdered");

        JsonNode confirmed = http.patch(path(id), CONFIRM).isStatus(200).json();
        assertThat(confirmed.path("packingStatus").asString()).isEqualTo("PackingConfirmed");
        assertThat(upstream.row(id)).isEqualTo(confirmed);

        upstream.publish(id, PACKED);
        upstream.awaitHandled();
        assertThat(upstream.row(id).path("logisticsInterfaceStatus").asString()).isEqualTo("LogisticsInterfaced");
        assertThat(topic.typesOf(id)).containsExactly("PackingOrdered", "PackingConfirmed", "LogisticsInterfaced");
    }

    /** A hand-over cannot precede the packing it follows from; should it be heard early all the same, it waits. */
    @Test
    void handOverOfAnUnpackedParcelWaits() {
        long id = upstream.after(PICKED, PACKED);

        assertThat(upstream.row(id).has("logisticsInterfaceStatus")).isFalse();
        assertThat(upstream.row(id).path("packingStatus").asString()).isEqualTo("PackingOrdered");

        http.patch(path(id), CONFIRM).isStatus(200);
        upstream.publish(id, PACKED);
        upstream.awaitHandled();
        assertThat(topic.typesOf(id)).containsExactly("PackingOrdered", "PackingConfirmed", "LogisticsInterfaced");
        assertThat(upstream.parked()).isEmpty();
    }

    @Test
    void canceledInstructionCannotBeConfirmed() {
        assertRefused(upstream.after(PICKED, CANCELED), "PackingCanceled");
        assertRefused(upstream.after(CANCELED), "PackingCanceled");
        assertRefused(upstream.after(CANCELED, PICKED), "PackingCanceled");
    }

    @Test
    void confirmedParcelIsNotConfirmedAgain() {
        long id = upstream.after(PICKED);
        http.patch(path(id), CONFIRM).isStatus(200);
        assertRefused(id, "PackingConfirmed");

        upstream.publish(id, PACKED);
        topic.awaitEvent("LogisticsInterfaced", id);
        assertRefused(id, "LogisticsInterfaced");
    }

    @Test
    void unpackedParcelStaysUnpacked() {
        long id = upstream.after(PICKED);
        http.patch(path(id), CONFIRM).isStatus(200);
        upstream.publish(id, CANCELED);
        topic.awaitEvent("PackingCanceled", id);

        assertRefused(id, "PackingCanceled");
    }

    private void assertRefused(long id, String state) {
        upstream.awaitHandled();
        JsonNode before = upstream.row(id);
        List<String> events = topic.typesOf(id);

        Http.Answer answer = http.patch(path(id), CONFIRM).isProblem(409, "illegal-move");

        assertThat(answer.json().path("state").asString()).isEqualTo(state);
        assertThat(answer.json().path("detail").asString()).contains(state);
        assertThat(upstream.row(id)).isEqualTo(before);
        upstream.awaitHandled();
        assertThat(topic.typesOf(id)).isEqualTo(events);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"packingStatus\": null}",
                "{\"packingStatus\": \"PackingOrdered\"}",
                "{\"packingStatus\": \"PackingCanceled\"}",
                "{\"packingStatus\": \"LogisticsInterfaced\"}",
                "{\"packingStatus\": \"Foo\"}",
                "{\"packingStatus\": \"\"}",
                "{\"packingStatus\": 1}",
                "{\"packingStatus\": 1.5}",
                "{\"packingStatus\": true}",
                "{\"packingStatus\": [\"PackingConfirmed\"]}",
                "{\"packingStatus\": {}}"
            })
    void anyOtherStatusIsRefused(String body) {
        refuses(body, "packingStatus");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id",
                "orderId",
                "productId",
                "deliveryOrderId",
                "orderQty",
                "invoiceNo",
                "logisticsInterfaceStatus",
                "logisticsInterfaceDate",
                "createDate",
                "updateDate",
                "version",
                "foo"
            })
    void reservedOrUnknownFieldIsRefused(String field) {
        refuses("{\"packingStatus\": \"PackingConfirmed\", \"%s\": \"1\"}".formatted(field), field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "5", "\"PackingConfirmed\"", "{\"packingStatus\": \"Pack", "not json"})
    void anythingButAnObjectIsRefused(String body) {
        refuses(body, "body");
    }

    private void refuses(String body, String field) {
        long id = upstream.after(PICKED);
        JsonNode before = upstream.row(id);

        JsonNode error = http.patch(path(id), body)
                .refusesField(field)
                .json()
                .path("errors")
                .path(0);

        assertThat(error.path("reason").asString()).isNotBlank();
        assertThat(upstream.row(id)).isEqualTo(before);
        upstream.awaitHandled();
        assertThat(topic.typesOf(id)).containsExactly("PackingOrdered");
    }

    @Test
    void refusalNamesTheOneStatusThatIsAllowed() {
        long id = upstream.after(PICKED);
        for (String status : List.of("\"Foo\"", "\"PackingCanceled\"", "null")) {
            assertThat(http.patch(path(id), "{\"packingStatus\": %s}".formatted(status))
                            .json()
                            .path("detail")
                            .asString())
                    .isEqualTo("packingStatus: must be PackingConfirmed");
        }
    }

    @Test
    void unknownIdsPathsMethodsAndMediaTypesAreRefused() {
        long id = upstream.after(PICKED);
        JsonNode before = upstream.row(id);

        http.patch(path(999_999_999), CONFIRM).isProblem(404, "not-found");
        http.patch("/deliveryPackings/abc", CONFIRM).isProblem(400, "invalid-request");
        http.patch(path(id) + "/a/b/c", CONFIRM).isProblem(404, "not-found");
        http.get(path(999_999_999)).isProblem(404, "not-found");
        http.get("/deliveryPackings/abc").isProblem(400, "invalid-request");
        http.get("/deliveryPackings/search/findByFoo").isProblem(404, "not-found");
        http.get("/deliveryPackings/search/findByPackingStatus?packingStatus=Foo")
                .isProblem(400, "invalid-request");

        http.post("/deliveryPackings", "{\"id\": 5}").isProblem(405, "method-not-allowed");
        http.put(path(id), CONFIRM).isProblem(405, "method-not-allowed");
        http.delete(path(id)).isProblem(405, "method-not-allowed");
        http.patch(path(id), CONFIRM, "Content-Type", "text/plain").isProblem(415, "unsupported-media-type");

        assertThat(upstream.row(id)).isEqualTo(before);
        upstream.awaitHandled();
        assertThat(topic.typesOf(id)).containsExactly("PackingOrdered");
    }

    @ParameterizedTest
    @CsvSource({"size=0, size", "size=1001, size", "page=-1, page", "sort=foo, sort"})
    void pageOutOfRangeIsRefused(String query, String field) {
        http.get("/deliveryPackings?" + query).refusesField(field);
        http.get("/deliveryPackings/search/findPackable?" + query).refusesField(field);
    }

    @Test
    void searchesFindByOrderProductAndStatus() {
        long id = upstream.after(PICKED);
        http.patch(path(id), CONFIRM).isStatus(200);

        assertThat(found("findByOrderId?orderId=M-20260131-0007&size=1000")).contains(id);
        assertThat(found("findByOrderId?orderId=none")).isEmpty();
        assertThat(found("findByProductId?productId=TV-55&size=1000")).contains(id);
        assertThat(found("findByPackingStatus?packingStatus=PackingConfirmed&size=1000"))
                .contains(id);
        assertThat(found("findByPackingStatus?packingStatus=PackingOrdered&size=1000"))
                .doesNotContain(id);
    }

    @Test
    void packListShowsWhatWaitsOldestFirst() {
        long first = PackingUpstream.newId();
        long second = upstream.after(PICKED);
        upstream.publish(first, PICKED);
        long canceled = upstream.after(PICKED, CANCELED);
        long done = upstream.after(PICKED);
        http.patch(path(done), CONFIRM).isStatus(200);

        assertThat(found("findPackable?size=1000"))
                .containsSubsequence(first, second)
                .doesNotContain(canceled, done)
                .isSorted();
    }

    private List<Long> found(String search) {
        return http.get("/deliveryPackings/search/" + search)
                .isStatus(200)
                .json()
                .path("_embedded")
                .path("deliveryPackings")
                .valueStream()
                .map(row -> row.path("id").asLong())
                .toList();
    }

    @Test
    void confirmIsOfferedAsLongAsItIsPossible() {
        long id = upstream.after(PICKED);
        assertThat(upstream.row(id).path("_links").path("confirm").path("href").asString())
                .endsWith(path(id));

        JsonNode confirmed = http.patch(path(id), CONFIRM).isStatus(200).json();
        assertThat(confirmed.path("_links").has("confirm")).isFalse();
        assertThat(upstream.row(upstream.after(CANCELED)).path("_links").has("confirm"))
                .isFalse();
    }

    /** Whoever comes second meets the new state, not an error about the meeting. */
    @Test
    void ofConcurrentConfirmsOneWins() throws Exception {
        for (int round = 0; round < 5; round++) {
            long id = upstream.after(PICKED);
            Callable<Http.Answer> confirm = () -> http.patch(path(id), CONFIRM);
            ExecutorService pool = Executors.newFixedThreadPool(6);
            List<Http.Answer> answers = new ArrayList<>();
            for (Future<Http.Answer> answer : pool.invokeAll(Collections.nCopies(6, confirm))) {
                answers.add(answer.get());
            }
            pool.shutdown();

            assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
            answers.stream()
                    .filter(answer -> answer.status() != 200)
                    .forEach(answer -> answer.isProblem(409, "illegal-move"));
            upstream.awaitHandled();
            assertThat(topic.typesOf(id)).containsExactly("PackingOrdered", "PackingConfirmed");
        }
    }
}
