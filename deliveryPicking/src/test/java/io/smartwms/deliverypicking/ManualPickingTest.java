package io.smartwms.deliverypicking;

import static io.smartwms.deliverypicking.PickingUpstream.ASSIGNED;
import static io.smartwms.deliverypicking.PickingUpstream.CANCELED;
import static io.smartwms.deliverypicking.PickingUpstream.ORDERED;
import static io.smartwms.deliverypicking.PickingUpstream.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartwms.platform.test.Http;
import io.smartwms.platform.test.ServiceTest;
import io.smartwms.platform.test.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A person picks, prints and confirms over REST. */
@ServiceTest
@TestPropertySource(properties = "wms.picking.mode=manual")
class ManualPickingTest {

    private static final String CONFIRM = "{\"pickingStatus\": \"PickingConfirmed\"}";
    private static final String PRINT_ORDER = "{\"pickingOrderPrintYn\": \"Y\"}";
    private static final String PRINT_CONFIRM = "{\"orderConfirmPrintYn\": \"Y\"}";
    private static final String PRINT_INVOICE = "{\"invoicePrintYn\": \"Y\"}";

    @Autowired
    private Http http;

    @Autowired
    private Topic topic;

    private PickingUpstream upstream;

    @BeforeEach
    void meet() {
        upstream = new PickingUpstream(http, topic);
    }

    @Test
    void releasedInstructionWaitsForAPerson() {
        long id = upstream.after(ORDERED, ASSIGNED);

        JsonNode row = upstream.row(id);
        assertThat(row.path("pickingStatus").asString()).isEqualTo("PickingOrdered");
        assertThat(row.path("pickableYn").asString()).isEqualTo("Y");
        assertThat(topic.typesOf(id)).containsExactly("PickingOrdered");
    }

    @Test
    void confirmPrintsWhatIsNotPrintedYet() {
        long id = upstream.after(ORDERED, ASSIGNED);

        http.patch(path(id), PRINT_CONFIRM).isStatus(200);
        JsonNode confirmed = http.patch(path(id), CONFIRM).isStatus(200).json();

        assertThat(confirmed.path("pickingStatus").asString()).isEqualTo("PickingConfirmed");
        assertThat(confirmed.path("invoiceNo").asString()).isEqualTo(InvoiceNumber.of(id));
        assertThat(upstream.row(id)).isEqualTo(confirmed);
        upstream.awaitHandled();
        assertThat(topic.typesOf(id))
                .containsExactly(
                        "PickingOrdered",
                        "OrderConfirmPrinted",
                        "PickingOrderPrinted",
                        "InvoicePrinted",
                        "PickingConfirmed");
    }

    @Test
    void everythingCanBeAskedForAtOnce() {
        long id = upstream.after(ORDERED, ASSIGNED);

        http.patch(
                        path(id),
                        "{\"pickingStatus\": \"PickingConfirmed\", \"pickingOrderPrintYn\": \"Y\","
                                + " \"orderConfirmPrintYn\": \"Y\", \"invoicePrintYn\": \"Y\"}")
                .isStatus(200);

        upstream.awaitHandled();
        assertThat(topic.typesOf(id))
                .containsExactly(
                        "PickingOrdered",
                        "PickingOrderPrinted",
                        "OrderConfirmPrinted",
                        "InvoicePrinted",
                        "PickingConfirmed");
    }

    @ParameterizedTest
    @ValueSource(strings = {PRINT_ORDER, PRINT_CONFIRM, PRINT_INVOICE})
    void reprintChangesNothing(String print) {
        long id = upstream.after(ORDERED, ASSIGNED);
        JsonNode first = http.patch(path(id), print).isStatus(200).json();

        assertThat(http.patch(path(id), print).isStatus(200).json()).isEqualTo(first);
        JsonNode confirmed = http.patch(path(id), CONFIRM).isStatus(200).json();
        assertThat(http.patch(path(id), print).isStatus(200).json()).isEqualTo(confirmed);

        upstream.awaitHandled();
        assertThat(topic.typesOf(id)).hasSize(5).doesNotHaveDuplicates();
    }

    static Stream<Arguments> illegalMoves() {
        List<String> all = List.of(CONFIRM, PRINT_ORDER, PRINT_CONFIRM, PRINT_INVOICE);
        List<Arguments> moves = new ArrayList<>();
        all.forEach(move -> moves.add(Arguments.of(List.of(ORDERED), "PickingOrdered", move)));
        all.forEach(move -> moves.add(Arguments.of(List.of(CANCELED), "PickingCanceled", move)));
        all.forEach(move -> moves.add(Arguments.of(List.of(ORDERED, CANCELED), "PickingCanceled", move)));
        all.forEach(move -> moves.add(Arguments.of(List.of(ORDERED, ASSIGNED, CANCELED), "PickingCanceled", move)));
        return moves.stream();
    }

    @ParameterizedTest
    @MethodSource("illegalMoves")
    void illegalMoveIsRefusedAndNamesTheState(List<String> history, String state, String move) {
        long id = upstream.after(history.toArray(String[]::new));
        assertRefused(id, state, move);
    }

    @Test
    void confirmedInstructionIsNotConfirmedAgain() {
        long id = upstream.after(ORDERED, ASSIGNED);
        http.patch(path(id), CONFIRM).isStatus(200);

        assertRefused(id, "PickingConfirmed", CONFIRM);
        assertRefused(
                id, "PickingConfirmed", "{\"pickingStatus\": \"PickingConfirmed\", \"pickingOrderPrintYn\": \"Y\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {CONFIRM, PRINT_ORDER, PRINT_CONFIRM, PRINT_INVOICE})
    void undonePickStaysUndone(String move) {
        long id = upstream.after(ORDERED, ASSIGNED);
        http.patch(path(id), CONFIRM).isStatus(200);
        upstream.publish(id, CANCELED);
        topic.awaitEvent("PickingCanceled", id);

        assertRefused(id, "PickingCanceled", move);
    }

    @Test
    void missingStockIsToldFromTheState() {
        long id = upstream.after(ORDERED);

        JsonNode problem = http.patch(path(id), CONFIRM).json();

        assertThat(problem.path("detail").asString())
                .isEqualTo(
                        "The picking instruction %d is PickingOrdered without assigned stock and cannot be confirmed."
                                .formatted(id));
        assertThat(problem.path("pickableYn").asString()).isEqualTo("N");
    }

    private void assertRefused(long id, String state, String move) {
        JsonNode before = upstream.row(id);
        upstream.awaitHandled();
        List<String> events = topic.typesOf(id);

        Http.Answer answer = http.patch(path(id), move).isProblem(409, "illegal-move");

        assertThat(answer.json().path("state").asString()).isEqualTo(state);
        assertThat(answer.json().path("detail").asString()).contains(state);
        assertThat(upstream.row(id)).isEqualTo(before);
        upstream.awaitHandled();
        assertThat(topic.typesOf(id)).isEqualTo(events);
    }

    @Test
    void badInputIsRefusedWithFieldAndReasonAndChangesNothing() {
        long id = upstream.after(ORDERED, ASSIGNED);
        JsonNode before = upstream.row(id);

        refuses(id, "pickingStatus", "PickingConfirmed", "PickingOrdered", "PickingCanceled", "Foo", "", "Y");
        for (String flag : List.of("pickingOrderPrintYn", "orderConfirmPrintYn", "invoicePrintYn")) {
            refuses(id, flag, "must be Y", "N", "y", "", "YES", "Y Y");
        }
        for (String field : List.of("pickingStatus", "pickingOrderPrintYn", "orderConfirmPrintYn", "invoicePrintYn")) {
            for (String wrongType : List.of("1", "1.5", "true", "[\"Y\"]", "{\"a\": 1}")) {
                http.patch(path(id), "{\"%s\": %s}".formatted(field, wrongType)).refusesField(field);
            }
        }
        for (String reserved : List.of(
                "id",
                "orderId",
                "productId",
                "productName",
                "deliveryOrderId",
                "orderQty",
                "pickableYn",
                "invoiceNo",
                "createDate",
                "updateDate",
                "version",
                "foo")) {
            http.patch(path(id), "{\"pickingStatus\": \"PickingConfirmed\", \"%s\": \"Y\"}".formatted(reserved))
                    .refusesField(reserved);
        }
        for (String body : List.of(
                "",
                "{}",
                "{\"pickingStatus\": null}",
                "null",
                "[]",
                "\"PickingConfirmed\"",
                "5",
                "{\"pickingStatus\": \"PickingConfirmed\"",
                "not json")) {
            http.patch(path(id), body).refusesField("body");
        }

        assertThat(upstream.row(id)).isEqualTo(before);
        upstream.awaitHandled();
        assertThat(topic.typesOf(id)).containsExactly("PickingOrdered");
    }

    private void refuses(long id, String field, String reason, String... values) {
        for (String value : values) {
            Http.Answer answer = http.patch(path(id), "{\"%s\": \"%s\"}".formatted(field, value))
                    .refusesField(field);
            assertThat(answer.json().path("errors").path(0).path("reason").asString())
                    .as(value)
                    .contains(reason);
        }
    }

    @Test
    void unknownIdsPathsMethodsAndMediaTypesAreRefused() {
        long id = upstream.after(ORDERED, ASSIGNED);
        JsonNode before = upstream.row(id);

        http.patch(path(999_999_999), CONFIRM).isProblem(404, "not-found");
        http.patch(path(-1), CONFIRM).isProblem(404, "not-found");
        http.patch("/deliveryPickings/abc", CONFIRM).isProblem(400, "invalid-request");
        http.patch("/deliveryPickings/99999999999999999999", CONFIRM).isProblem(400, "invalid-request");
        http.get(path(id) + "/confirm").isProblem(404, "not-found");
        http.patch(path(id) + "/a/b/c", CONFIRM).isProblem(404, "not-found");
        http.get(path(999_999_999)).isProblem(404, "not-found");
        http.get("/deliveryPickings/abc").isProblem(400, "invalid-request");
        http.get("/deliveryPicking").isProblem(404, "not-found");

        http.post("/deliveryPickings", "{\"id\": 5, \"orderId\": \"5\"}").isProblem(405, "method-not-allowed");
        http.put(path(id), CONFIRM).isProblem(405, "method-not-allowed");
        http.delete(path(id)).isProblem(405, "method-not-allowed");

        http.patch(path(id), CONFIRM, "Content-Type", "text/plain").isProblem(415, "unsupported-media-type");
        http.patch(path(id), CONFIRM, "Content-Type", "application/x-www-form-urlencoded")
                .isProblem(415, "unsupported-media-type");

        assertThat(upstream.row(id)).isEqualTo(before);
        upstream.awaitHandled();
        assertThat(topic.typesOf(id)).containsExactly("PickingOrdered");
    }

    @ParameterizedTest
    @CsvSource({"size=0, size", "size=1001, size", "size=many, size", "page=-1, page", "sort=foo, sort"})
    void pageOutOfRangeIsRefused(String query, String field) {
        http.get("/deliveryPickings?" + query).refusesField(field);
        http.get("/deliveryPickings/search/findPickable?" + query).refusesField(field);
    }

    @Test
    void searchForAnUnknownStatusIsRefused() {
        http.get("/deliveryPickings/search/findByPickingStatus?pickingStatus=Foo")
                .isProblem(400, "invalid-request");
        http.get("/deliveryPickings/search/findByFoo?foo=1").isProblem(404, "not-found");
    }

    @Test
    void searchesFindByOrderProductAndStatusInPages() {
        long id = upstream.after(ORDERED, ASSIGNED);
        http.patch(path(id), CONFIRM).isStatus(200);

        assertThat(found("findByOrderId?orderId=M-20260131-0007&size=1000")).contains(id);
        assertThat(found("findByOrderId?orderId=none")).isEmpty();
        assertThat(found("findByProductId?productId=TV-55&size=1000")).contains(id);
        assertThat(found("findByPickingStatus?pickingStatus=PickingConfirmed&size=1000"))
                .contains(id);
        assertThat(found("findByPickingStatus?pickingStatus=PickingOrdered&size=1000"))
                .doesNotContain(id);
        assertThat(http.get("/deliveryPickings?size=1")
                        .json()
                        .path("page")
                        .path("size")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void pickListShowsWhatCanBePickedOldestFirst() {
        long waiting = upstream.after(ORDERED);
        long first = PickingUpstream.newId();
        long second = PickingUpstream.newId();
        upstream.publish(second, ORDERED, ASSIGNED);
        upstream.publish(first, ORDERED, ASSIGNED);
        long canceled = upstream.after(ORDERED, ASSIGNED, CANCELED);
        long done = upstream.after(ORDERED, ASSIGNED);
        http.patch(path(done), CONFIRM).isStatus(200);

        assertThat(found("findPickable?size=1000"))
                .containsSubsequence(first, second)
                .doesNotContain(waiting, canceled, done)
                .isSorted();
    }

    private List<Long> found(String search) {
        return http.get("/deliveryPickings/search/" + search)
                .isStatus(200)
                .json()
                .path("_embedded")
                .path("deliveryPickings")
                .valueStream()
                .map(row -> row.path("id").asLong())
                .toList();
    }

    @Test
    void linksOfferWhatTheStateAllows() {
        long id = upstream.after(ORDERED);
        assertThat(actions(upstream.row(id))).isEmpty();

        upstream.publish(id, ASSIGNED);
        upstream.awaitHandled();
        assertThat(actions(upstream.row(id)))
                .containsExactlyInAnyOrder("confirm", "printPickingOrder", "printOrderConfirm", "printInvoice");

        JsonNode printed = http.patch(path(id), PRINT_INVOICE).isStatus(200).json();
        assertThat(actions(printed)).containsExactlyInAnyOrder("confirm", "printPickingOrder", "printOrderConfirm");
        assertThat(printed.path("_links").path("confirm").path("href").asString())
                .endsWith(path(id));

        assertThat(actions(http.patch(path(id), CONFIRM).isStatus(200).json())).isEmpty();
    }

    private static List<String> actions(JsonNode row) {
        return row.path("_links").propertyNames().stream()
                .filter(rel -> !List.of("self", "deliveryPicking").contains(rel))
                .toList();
    }

    @Test
    void concurrentPrintsAllSucceedAndHappenOnce() throws Exception {
        for (int round = 0; round < 10; round++) {
            long id = upstream.after(ORDERED, ASSIGNED);

            for (Http.Answer answer : atOnce(id, PRINT_ORDER, PRINT_CONFIRM, PRINT_INVOICE, PRINT_INVOICE)) {
                answer.isStatus(200);
            }

            upstream.awaitHandled();
            assertThat(topic.typesOf(id))
                    .containsExactlyInAnyOrder(
                            "PickingOrdered", "PickingOrderPrinted", "OrderConfirmPrinted", "InvoicePrinted");
        }
    }

    @Test
    void ofConcurrentConfirmsOneWins() throws Exception {
        long id = upstream.after(ORDERED, ASSIGNED);

        List<Http.Answer> answers = atOnce(id, CONFIRM, CONFIRM, CONFIRM, CONFIRM, CONFIRM, CONFIRM);

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        answers.stream()
                .filter(answer -> answer.status() != 200)
                .forEach(answer -> assertThat(answer.isProblem(409, "illegal-move")
                                .json()
                                .path("state")
                                .asString())
                        .isEqualTo("PickingConfirmed"));
        upstream.awaitHandled();
        assertThat(topic.typesOf(id)).hasSize(5).doesNotHaveDuplicates();
    }

    /** The picker's request and the cancel meet on one row: whoever comes first, the order ends canceled and says so last. */
    @Test
    void cancelThatMeetsAConfirmAlwaysHolds() throws Exception {
        for (int round = 0; round < 10; round++) {
            long id = upstream.after(ORDERED, ASSIGNED);
            Thread cancel = new Thread(() -> upstream.publish(id, CANCELED));
            cancel.start();

            Http.Answer answer = http.patch(path(id), CONFIRM);
            cancel.join();

            topic.awaitEvent("PickingCanceled", id);
            upstream.awaitHandled();
            if (answer.status() != 200) {
                answer.isProblem(409, "illegal-move");
            }
            assertThat(upstream.row(id).path("pickingStatus").asString()).isEqualTo("PickingCanceled");
            assertThat(topic.typesOf(id))
                    .hasSize(answer.status() == 200 ? 6 : 2)
                    .doesNotHaveDuplicates()
                    .endsWith("PickingCanceled");
        }
        assertThat(upstream.parked()).isEmpty();
    }

    private List<Http.Answer> atOnce(long id, String... bodies) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(bodies.length);
        try {
            List<Callable<Http.Answer>> calls = Arrays.stream(bodies)
                    .map(body -> (Callable<Http.Answer>) () -> http.patch(path(id), body))
                    .toList();
            List<Http.Answer> answers = new ArrayList<>();
            for (Future<Http.Answer> answer : pool.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            pool.shutdown();
        }
    }
}
