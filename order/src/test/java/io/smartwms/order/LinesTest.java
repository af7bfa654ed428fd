package io.smartwms.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** An order of several lines is one request and one parcel. */
class LinesTest extends OrderServiceTest {

    private static final String THREE = """
            {"orderId": "%s", "mallId": "mall-1", "shipBy": "%s", "shipment": "%s", "lines": [
                {"productId": "TV", "productName": "TV 55", "orderQty": 2},
                {"productId": "TV"},
                {"productId": "책-1", "orderQty": 3}]}
            """;

    private final String number = UUID.randomUUID().toString();
    private final Instant shipBy = Instant.now().plus(Duration.ofDays(3000)).truncatedTo(ChronoUnit.MICROS);

    @BeforeEach
    void reset() {
        CENTRE.reset();
    }

    private String three(String shipment) {
        return THREE.formatted(number, shipBy, shipment);
    }

    private JsonNode placed(String json, String... headers) {
        return http.post("/orders", json, headers).isStatus(201).json().at("/_embedded/orders");
    }

    private static List<Long> longs(JsonNode orders, String field) {
        return orders.valueStream().map(order -> order.path(field).asLong()).toList();
    }

    private int count() {
        return http.get("/orders/search/findByOrderId?orderId=" + number)
                .isStatus(200)
                .json()
                .at("/page/totalElements")
                .asInt();
    }

    @Test
    void eachLineIsAnOrderOfTheSameParcel() {
        JsonNode orders = placed(three("together"));

        long first = orders.get(0).path("id").asLong();
        assertThat(longs(orders, "id")).containsExactly(first, first + 1, first + 2);
        assertThat(longs(orders, "parcelId")).containsExactly(first, first, first);
        assertThat(longs(orders, "parcelLines")).containsExactly(3L, 3L, 3L);
        assertThat(longs(orders, "orderQty")).containsExactly(2L, 1L, 3L);
        assertThat(orders.valueStream().map(order -> order.path("productId").asString()))
                .containsExactly("TV", "TV", "책-1");
        for (JsonNode order : orders) {
            assertThat(order.path("orderId").asString()).isEqualTo(number);
            assertThat(order.path("mallId").asString()).isEqualTo("mall-1");
            assertThat(Instant.parse(order.path("shipBy").asString())).isEqualTo(shipBy);
            JsonNode read = http.get("/orders/" + order.path("id").asLong())
                    .isStatus(200)
                    .json();
            assertThat(read).isEqualTo(order);
            JsonNode event = topic.awaitEvent("Ordered", first).body();
            assertThat(event.path("parcelId").asLong()).isEqualTo(first);
        }
        assertThat(topic.published("Ordered", first))
                .extracting(event -> event.body().path("id").asLong())
                .containsExactly(first, first + 1, first + 2);
    }

    @Test
    void asAvailableEachLineIsAParcelOfItsOwn() {
        JsonNode orders = placed(three("asAvailable"));

        assertThat(longs(orders, "parcelId")).isEqualTo(longs(orders, "id"));
        assertThat(longs(orders, "parcelLines")).containsExactly(1L, 1L, 1L);
        longs(orders, "id")
                .forEach(id -> assertThat(topic.awaitEvent("Ordered", id)
                                .body()
                                .path("id")
                                .asLong())
                        .isEqualTo(id));
    }

    @Test
    void aSingleLineIsAnsweredAsAList() {
        JsonNode orders = placed("{\"lines\": [{\"productId\": \"TV\"}]}");

        assertThat(orders).hasSize(1);
        assertThat(orders.get(0).path("parcelId")).isEqualTo(orders.get(0).path("id"));
    }

    @Test
    void withoutANumberAllLinesHaveTheIdOfTheFirst() {
        JsonNode orders = placed("{\"lines\": [{\"productId\": \"TV\"}, {\"productId\": \"TV\"}]}");

        long first = orders.get(0).path("id").asLong();
        assertThat(orders.valueStream().map(order -> order.path("orderId").asString()))
                .containsOnly(Long.toString(first));
    }

    @Test
    void aRepeatedRequestGetsTheFirstAnswerAndPlacesNothing() {
        String key = UUID.randomUUID().toString();
        JsonNode first = placed(three("together"), "Idempotency-Key", key);
        http.delete("/orders/" + first.get(1).path("id").asLong()).isStatus(200);

        assertThat(placed(three("together"), "Idempotency-Key", key)).isEqualTo(first);
        assertThat(count()).isEqualTo(3);
        http.post("/orders", three("asAvailable"), "Idempotency-Key", key).isProblem(422, "idempotency-key-reused");
    }

    /** The ids of a parcel follow one another, however many are placed at the same time. */
    @Test
    void parcelsPlacedAtTheSameTimeDoNotShareIds() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            Callable<List<Long>> parcel = () -> longs(placed(three("together")), "id");
            Callable<List<Long>> alone = () -> List.of(http.post("/orders", "{\"productId\":\"TV\"}")
                    .isStatus(201)
                    .json()
                    .path("id")
                    .asLong());
            List<Callable<List<Long>>> requests = IntStream.range(0, 200)
                    .mapToObj(i -> i % 3 == 0 ? alone : parcel)
                    .toList();
            Set<Long> seen = new HashSet<>();
            for (Future<List<Long>> answer : clients.invokeAll(requests)) {
                List<Long> ids = answer.get();
                assertThat(ids).allMatch(seen::add);
                assertThat(ids.get(ids.size() - 1) - ids.get(0)).isEqualTo(ids.size() - 1L);
            }
        } finally {
            clients.shutdown();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"lines\": []                                              | lines",
                "\"lines\": {}                                              | lines",
                "\"lines\": [null]                                          | lines[0]",
                "\"lines\": [{\"productId\":\"TV\"},{}]                     | lines[1].productId",
                "\"lines\": [{\"productId\":\"search\"}]                    | lines[0].productId",
                "\"lines\": [{\"productId\":\"TV\",\"orderQty\":0}]         | lines[0].orderQty",
                "\"lines\": [{\"productId\":\"TV\",\"orderQty\":1000001}]   | lines[0].orderQty",
                "\"lines\": [{\"productId\":\"TV\",\"color\":\"red\"}]      | lines[0].color",
                "\"lines\": [{\"productId\":\"TV\"}], \"productId\":\"TV\"  | productId",
                "\"lines\": [{\"productId\":\"TV\"}], \"productName\":\"x\" | productName",
                "\"lines\": [{\"productId\":\"TV\"}], \"orderQty\":1        | orderQty",
                "\"lines\": [{\"productId\":\"TV\"}], \"shipment\":\"soon\" | shipment",
                "\"productId\":\"TV\", \"shipBy\":\"2020-01-01T00:00:00Z\"  | shipBy",
                "\"productId\":\"TV\", \"shipBy\":\"9999-01-01T00:00:00Z\"  | shipBy",
                "\"productId\":\"TV\", \"shipBy\":\"tomorrow\"              | shipBy",
                "\"productId\":\"TV\", \"shipBy\":\"2040-01-01\"            | shipBy",
                "\"productId\":\"TV\", \"shipBy\":4102444800                | shipBy",
                "\"productId\":\"TV\", \"mallId\":\"\"                      | mallId",
                "\"productId\":\"TV\", \"mallId\":\"012345678901234567890123456789012345678901234567890\" | mallId",
                "\"orderStatus\":\"OrderCanceled\", \"lines\": [{\"productId\":\"TV\"}]      | lines",
                "\"orderStatus\":\"OrderCanceled\", \"shipBy\":\"2040-01-01T00:00:00Z\"      | shipBy",
                "\"orderStatus\":\"OrderCanceled\", \"shipment\":\"together\"               | shipment",
            })
    void badInputIsRefusedByNameAndChangesNothing(String fields, String field) {
        http.post("/orders", "{\"orderId\":\"%s\", %s}".formatted(number, fields))
                .refusesField(field);
        assertThat(count()).isZero();
    }

    @Test
    void aHundredLinesAreTakenAndOneMoreIsNot() {
        String line = "{\"productId\":\"TV\"}";
        String lines = "{\"orderId\":\"" + number + "\",\"lines\":[%s]}";
        http.post("/orders", lines.formatted(String.join(",", Collections.nCopies(101, line))))
                .refusesField("lines");
        assertThat(count()).isZero();
        assertThat(placed(lines.formatted(String.join(",", Collections.nCopies(100, line)))))
                .hasSize(100);
    }

    @Test
    void aMallCancelsAndFindsItsOwnOrdersOnly() {
        long ofNone = place("{\"orderId\":\"%s\",\"productId\":\"TV\"}");
        long ofOne = place("{\"orderId\":\"%s\",\"productId\":\"TV\",\"mallId\":\"one\"}");
        long ofTwo = place("{\"orderId\":\"%s\",\"productId\":\"TV\",\"mallId\":\"two\"}");
        long ofNoneAgain = place("{\"orderId\":\"%s\",\"productId\":\"TV\"}");

        cancel("{\"orderId\":\"%s\",\"orderStatus\":\"OrderCanceled\",\"mallId\":\"one\"}", ofOne);
        cancel("{\"orderId\":\"%s\",\"orderStatus\":\"OrderCanceled\",\"mallId\":\"one\"}", ofOne);
        cancel("{\"orderId\":\"%s\",\"orderStatus\":\"OrderCanceled\"}", ofNoneAgain);
        cancel("{\"orderId\":\"%s\",\"orderStatus\":\"OrderCanceled\",\"productId\":\"TV\"}", ofNone);
        cancel("{\"orderId\":\"%s\",\"orderStatus\":\"OrderCanceled\",\"productId\":\"TV\"}", ofNoneAgain);
        http.post(
                        "/orders",
                        "{\"orderId\":\"%s\",\"orderStatus\":\"OrderCanceled\",\"mallId\":\"three\"}".formatted(number))
                .isProblem(404, "not-found");

        assertThat(http.get("/orders/" + ofTwo).json().path("orderStatus").asString())
                .isEqualTo("Ordered");
        assertThat(longs(
                        http.get("/orders/search/findByOrderIdAndMallId?mallId=two&orderId=" + number)
                                .isStatus(200)
                                .json()
                                .at("/_embedded/orders"),
                        "id"))
                .containsExactly(ofTwo);
    }

    /** A number that a mall sends, and that reads like the id of another's order. */
    @Test
    void aNumberThatReadsLikeAnIdIsANumber() {
        long other = http.post("/orders", "{\"productId\":\"TV\",\"mallId\":\"one\"}")
                .isStatus(201)
                .json()
                .path("id")
                .asLong();
        http.post(
                        "/orders",
                        "{\"orderId\":\"%d\",\"orderStatus\":\"OrderCanceled\",\"mallId\":\"one\"}".formatted(other))
                .isProblem(404, "not-found");
        long sent = http.post(
                        "/orders", "{\"orderId\":\"%d\",\"productId\":\"TV\",\"mallId\":\"two\"}".formatted(other))
                .isStatus(201)
                .json()
                .path("id")
                .asLong();
        http.post(
                        "/orders",
                        "{\"orderId\":\"%d\",\"orderStatus\":\"OrderCanceled\",\"mallId\":\"one\"}".formatted(other))
                .isProblem(404, "not-found");
        http.post(
                        "/orders",
                        "{\"orderId\":\"%d\",\"orderStatus\":\"OrderCanceled\",\"mallId\":\"two\"}".formatted(other))
                .isStatus(200);
        assertThat(http.get("/orders/" + other).json().path("orderStatus").asString())
                .isEqualTo("Ordered");
        assertThat(http.get("/orders/" + sent).json().path("orderStatus").asString())
                .isEqualTo("OrderCanceled");
    }

    private long place(String json) {
        return http.post("/orders", json.formatted(number))
                .isStatus(201)
                .json()
                .path("id")
                .asLong();
    }

    private void cancel(String json, long expected) {
        assertThat(http.post("/orders", json.formatted(number))
                        .isStatus(200)
                        .json()
                        .path("id")
                        .asLong())
                .isEqualTo(expected);
    }
}
