package io.smartwms.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartwms.platform.test.Http;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** All lines of a mall's number are cancelled, or none. */
class CancelNumberTest extends OrderServiceTest {

    private static final String CANCELLATIONS = "/orders/cancellations";

    private final String number = UUID.randomUUID().toString();
    private final String cancel = """
            {"orderId": "%s", "mallId": "mall-1"}
            """.formatted(number);

    @BeforeEach
    void healthyCentre() {
        CENTRE.reset();
        await().untilAsserted(() -> http.delete("/orders/" + place("""
                        {"productId": "TV"}
                        """).get(0)).isStatus(200));
        CENTRE.reset();
    }

    private List<Long> place(String json) {
        JsonNode answer = http.post("/orders", json).isStatus(201).json();
        JsonNode lines = answer.at("/_embedded/orders");
        return lines.isMissingNode()
                ? List.of(answer.path("id").asLong())
                : lines.valueStream().map(line -> line.path("id").asLong()).toList();
    }

    private List<Long> placeLines(int count) {
        return place("""
                {"orderId": "%s", "mallId": "mall-1", "lines": [%s]}
                """.formatted(number, String.join(",", Collections.nCopies(count, "{\"productId\": \"TV\"}"))));
    }

    private String status(long id) {
        return http.get("/orders/" + id)
                .isStatus(200)
                .json()
                .path("orderStatus")
                .asString();
    }

    @Test
    void allLinesAreCanceledByOneCall() {
        List<Long> lines = placeLines(3);
        List<Long> single = place("""
                {"orderId": "%s", "mallId": "mall-1", "productId": "책"}
                """.formatted(number));
        List<Long> ofAnother = place("""
                {"orderId": "%s", "mallId": "mall-2", "productId": "TV"}
                """.formatted(number));
        List<Long> ofNone = place("""
                {"orderId": "%s", "productId": "TV"}
                """.formatted(number));
        http.delete("/orders/" + lines.get(1)).isStatus(200);
        CENTRE.heard.clear();

        JsonNode canceled =
                http.post(CANCELLATIONS, cancel).isStatus(200).json().at("/_embedded/orders");

        assertThat(canceled.valueStream().map(order -> order.path("id").asLong()))
                .containsExactly(lines.get(0), lines.get(1), lines.get(2), single.get(0));
        assertThat(canceled.valueStream().map(order -> order.path("orderStatus").asString()))
                .containsOnly("OrderCanceled");
        assertThat(CENTRE.heard)
                .singleElement()
                .satisfies(call -> assertThat(call)
                        .startsWith("PUT /deliveryOrders/cancellations ")
                        .contains("\"id\":" + lines.get(0), "\"id\":" + lines.get(2), "\"id\":" + single.get(0))
                        .doesNotContain("\"id\":" + lines.get(1) + ","));
        assertThat(status(ofAnother.get(0))).isEqualTo("Ordered");
        assertThat(status(ofNone.get(0))).isEqualTo("Ordered");
        lines.forEach(id -> topic.awaitEvent("OrderCanceled", lines.get(0)));

        http.post(CANCELLATIONS, cancel).isStatus(200);
        assertThat(CENTRE.heard).as("nothing is left to be cancelled").hasSize(1);
    }

    @Test
    void noneIsCanceledWhenOneIsPacked() {
        List<Long> lines = placeLines(2);
        CENTRE.answers(409, """
                {"type": "urn:smart-wms:problem:illegal-move", "status": 409, "state": "DeliveryOrderPacked", "orders": [%d]}
                """.formatted(lines.get(1)));

        Http.Answer refused = http.post(CANCELLATIONS, cancel).isProblem(409, "too-late-to-cancel");

        assertThat(refused.json().path("state").asString()).isEqualTo("DeliveryOrderPacked");
        assertThat(refused.json().path("orders").valueStream().map(JsonNode::asLong))
                .containsExactly(lines.get(1));
        assertThat(lines).allMatch(id -> status(id).equals("Ordered"));
    }

    @Test
    void aSlowCentreIsAReasonToTryAgain() {
        List<Long> lines = placeLines(2);
        CENTRE.overload();
        http.post(CANCELLATIONS, cancel).isProblem(503, "try-again-shortly");
        assertThat(lines).allMatch(id -> status(id).equals("Ordered"));
        CENTRE.recover();
        await().untilAsserted(() -> http.post(CANCELLATIONS, cancel).isStatus(200));
    }

    /** What is placed later under the same number is not meant by a repeated request. */
    @Test
    void aRepeatedRequestCancelsWhatTheFirstDid() {
        placeLines(2);
        String key = UUID.randomUUID().toString();
        http.post(CANCELLATIONS, cancel, "Idempotency-Key", key).isStatus(200);
        List<Long> later = placeLines(2);

        http.post(CANCELLATIONS, cancel, "Idempotency-Key", key).isStatus(200);

        assertThat(later).allMatch(id -> status(id).equals("Ordered"));
        http.post(CANCELLATIONS, """
                        {"orderId": "other"}
                        """, "Idempotency-Key", key).isProblem(422, "idempotency-key-reused");
    }

    @Test
    void whatNobodyHasOrdered() {
        http.post(CANCELLATIONS, cancel).isProblem(404, "not-found");
    }

    @Test
    void moreLinesThanCanBeCanceledAtOnce() {
        List<Long> lines = placeLines(60);
        placeLines(41);

        http.post(CANCELLATIONS, cancel).isProblem(409, "too-many-lines");
        assertThat(CENTRE.heard).isEmpty();
        assertThat(status(lines.get(0))).isEqualTo("Ordered");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                    | orderId",
                "{\"orderId\":null}                    | orderId",
                "{\"orderId\":\"\"}                    | orderId",
                "{\"orderId\":\"1\",\"mallId\":\"\"}   | mallId",
                "{\"orderId\":\"1\",\"productId\":1} | productId",
                "[]                                    | body",
            })
    void badInputIsRefusedByName(String json, String field) {
        http.post(CANCELLATIONS, json).refusesField(field);
    }
}
