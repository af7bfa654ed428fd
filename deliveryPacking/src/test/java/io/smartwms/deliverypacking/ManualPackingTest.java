package io.smartwms.deliverypacking;

import static io.smartwms.deliverypacking.Neighbours.CANCELED;
import static io.smartwms.deliverypacking.Neighbours.PACKED;
import static io.smartwms.deliverypacking.Neighbours.PICKED;
import static io.smartwms.deliverypacking.Neighbours.path;
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

    private Neighbours neighbours;

    @BeforeEach
    void meet() {
        neighbours = new Neighbours(http, topic);
    }

    @Test
    void instructionWaitsForAPersonAndThenForTheWindowToClose() {
        long id = neighbours.after(PICKED);
        assertThat(neighbours.row(id).path("packingStatus").asString()).isEqualTo("PackingOrdered");
        assertThat(topic.typesOf(id)).containsExactly("PackingOrdered");

        JsonNode confirmed = http.patch(path(id), CONFIRM).isStatus(200).json();
        assertThat(confirmed.path("packingStatus").asString()).isEqualTo("PackingConfirmed");
        assertThat(neighbours.row(id)).isEqualTo(confirmed);

        neighbours.say(id, PACKED);
        neighbours.settle();
        assertThat(neighbours.row(id).path("logisticsInterfaceStatus").asString())
                .isEqualTo("LogisticsInterfaced");
        assertThat(topic.typesOf(id)).containsExactly("PackingOrdered", "PackingConfirmed", "LogisticsInterfaced");
    }

    /** A hand-over cannot precede the packing it follows from; should it be heard early all the same, it waits. */
    @Test
    void handOverOfAnUnpackedParcelWaits() {
        long id = neighbours.after(PICKED, PACKED);

        assertThat(neighbours.row(id).has("logisticsInterfaceStatus")).isFalse();
        assertThat(neighbours.row(id).path("packingStatus").asString()).isEqualTo("PackingOrdered");

        http.patch(path(id), CONFIRM).isStatus(200);
        neighbours.say(id, PACKED);
        neighbours.settle();
        assertThat(topic.typesOf(id)).containsExactly("PackingOrdered", "PackingConfirmed", "LogisticsInterfaced");
        assertThat(neighbours.parked()).isEmpty();
    }

    @Test
    void canceledInstructionCannotBeConfirmed() {
        assertRefused(neighbours.after(PICKED, CANCELED), "PackingCanceled");
        assertRefused(neighbours.after(CANCELED), "PackingCanceled");
        assertRefused(neighbours.after(CANCELED, PICKED), "PackingCanceled");
    }

    @Test
    void confirmedParcelIsNotConfirmedAgain() {
        long id = neighbours.after(PICKED);
        http.patch(path(id), CONFIRM).isStatus(200);
        assertRefused(id, "PackingConfirmed");

        neighbours.say(id, PACKED);
        topic.awaitEvent("LogisticsInterfaced", id);
        assertRefused(id, "LogisticsInterfaced");
    }

    @Test
    void unpackedParcelStaysUnpacked() {
        long id = neighbours.after(PICKED);
        http.patch(path(id), CONFIRM).isStatus(200);
        neighbours.say(id, CANCELED);
        topic.awaitEvent("PackingCanceled", id);

        assertRefused(id, "PackingCanceled");
    }

    private void assertRefused(long id, String state) {
        neighbours.settle();
        JsonNode before = neighbours.row(id);
        List<String> events = topic.typesOf(id);

        Http.Answer answer = http.patch(path(id), CONFIRM).isProblem(409, "illegal-move");

        assertThat(answer.json().path("state").asString()).isEqualTo(state);
        assertThat(answer.json().path("detail").asString()).contains(state);
        assertThat(neighbours.row(id)).isEqualTo(before);
        neighbours.settle();
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
        long id = neighbours.after(PICKED);
        JsonNode before = neighbours.row(id);

        JsonNode error = http.patch(path(id), body)
                .refusesField(field)
                .json()
                .path("errors")
                .path(0);

        assertThat(error.path("reason").asString()).isNotBlank();
        assertThat(neighbours.row(id)).isEqualTo(before);
        neighbours.settle();
        assertThat(topic.typesOf(id)).containsExactly("PackingOrdered");
    }

    @Test
    void refusalNamesTheOneStatusThatIsAllowed() {
        long id = neighbours.after(PICKED);
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
        long id = neighbours.after(PICKED);
        JsonNode before = neighbours.row(id);

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

        assertThat(neighbours.row(id)).isEqualTo(before);
        neighbours.settle();
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
        long id = neighbours.after(PICKED);
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
        long first = Neighbours.newId();
        long second = neighbours.after(PICKED);
        neighbours.say(first, PICKED);
        long canceled = neighbours.after(PICKED, CANCELED);
        long done = neighbours.after(PICKED);
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
        long id = neighbours.after(PICKED);
        assertThat(neighbours
                        .row(id)
                        .path("_links")
                        .path("confirm")
                        .path("href")
                        .asString())
                .endsWith(path(id));

        JsonNode confirmed = http.patch(path(id), CONFIRM).isStatus(200).json();
        assertThat(confirmed.path("_links").has("confirm")).isFalse();
        assertThat(neighbours.row(neighbours.after(CANCELED)).path("_links").has("confirm"))
                .isFalse();
    }

    /** Whoever comes second meets the new state, not an error about the meeting. */
    @Test
    void ofConcurrentConfirmsOneWins() throws Exception {
        for (int round = 0; round < 5; round++) {
            long id = neighbours.after(PICKED);
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
            neighbours.settle();
            assertThat(topic.typesOf(id)).containsExactly("PackingOrdered", "PackingConfirmed");
        }
    }
}
