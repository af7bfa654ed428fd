package io.smartwms.order;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartwms.platform.test.Http;
import io.smartwms.platform.test.Topic;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.util.UriUtils;

class OrderTest extends OrderServiceTest {

    @Autowired
    private JdbcTemplate jdbc;

    private Http.Answer place(String json) {
        return http.post("/orders", json).isStatus(201);
    }

    private long newOrder() {
        return place("{\"productId\":\"TV\"}").json().path("id").asLong();
    }

    private long orders() {
        return jdbc.queryForObject("select count(*) from orders", Long.class);
    }

    @Test
    void theSeedsOrderIsTakenAsHttpSendsIt() {
        Http.Answer answer = place(
                "{\"orderId\":\"1\",\"productId\":\"100\",\"orderStatus\":\"Ordered\",\"productName\":\"TV\",\"orderQty\":\"3\"}");

        long id = answer.json().path("id").asLong();
        assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/orders/" + id);
        Http.Answer read = http.get("/orders/" + id).isStatus(200);
        assertThat(read.json().path("orderId").asString()).isEqualTo("1");
        assertThat(read.json().path("productId").asString()).isEqualTo("100");
        assertThat(read.json().path("orderQty").asInt()).isEqualTo(3);
        assertThat(read.json().path("orderStatus").asString()).isEqualTo("Ordered");
        assertThat(read.json().at("/_links/cancel/href").asString()).endsWith("/orders/" + id);
        Topic.Event event = topic.awaitEvent("Ordered", id);
        assertThat(event.body().path("orderQty").asInt()).isEqualTo(3);
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        Http.Answer answer = place("{\"productId\":\"500\"}");

        assertThat(answer.json().path("orderQty").asInt()).isEqualTo(1);
        assertThat(answer.json().path("orderId").asString())
                .isEqualTo(answer.json().path("id").asString());
        assertThat(topic.awaitEvent("Ordered", answer.json().path("id").asLong())
                        .body()
                        .path("orderId")
                        .asString())
                .isEqualTo(answer.json().path("id").asString());
    }

    @Test
    void noLinkLeadsToNowhere() {
        place("{\"productId\":\"A\"}");
        Http.Answer list = http.get("/orders?size=1").isStatus(200);
        assertThat(list.json().path("_links").propertyNames())
                .contains("self", "search", "last")
                .doesNotContain("profile");
        assertThat(list.json().at("/_embedded/orders/0").propertyNames())
                .as("in the order of the specification")
                .startsWith("id", "orderId", "productId");
    }

    @Test
    void ordersOfOneNumberAreOrdersOfTheirOwn() {
        String line = "{\"orderId\":\"mall-7\",\"productId\":\"A\"}";
        long first = place(line).json().path("id").asLong();
        long second = place(line).json().path("id").asLong();

        assertThat(second).isGreaterThan(first);
        assertThat(http.get("/orders/search/findByOrderId?orderId=mall-7")
                        .json()
                        .path("_embedded")
                        .path("orders")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void aRepeatedRequestGetsTheFirstAnswerAndMakesNoSecondOrder() throws Exception {
        String body = "{\"orderId\":\"once\",\"productId\":\"A\",\"orderQty\":2}";
        String key = UUID.randomUUID().toString();
        ExecutorService clients = Executors.newFixedThreadPool(8);
        Set<String> answers = new HashSet<>();
        try {
            List<Future<Http.Answer>> futures = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                futures.add(clients.submit(
                        () -> http.post("/orders", body, "Idempotency-Key", key).isStatus(201)));
            }
            for (Future<Http.Answer> future : futures) {
                answers.add(future.get().body());
            }
        } finally {
            clients.shutdown();
        }
        long id = http.get("/orders/search/findByOrderId?orderId=once")
                .json()
                .at("/_embedded/orders/0/id")
                .asLong();
        topic.publish("LogisticsInterfaced", id, Map.of("id", id));
        await().until(() ->
                !http.get("/orders/" + id).json().path("deliveryOrderStatus").isMissingNode());
        answers.add(
                http.post("/orders", body, "Idempotency-Key", key).isStatus(201).body());

        assertThat(answers).hasSize(1);
        assertThat(http.get("/orders/search/findByOrderId?orderId=once")
                        .json()
                        .path("_embedded")
                        .path("orders")
                        .size())
                .isEqualTo(1);
        http.post("/orders", body.replace("2}", "3}"), "Idempotency-Key", key).isProblem(422, "idempotency-key-reused");
        http.post("/orders", body, "Idempotency-Key", "not printable: \u00e4").refusesField("Idempotency-Key");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                        | productId
            {"productId":null}                                        | productId
            {"productId":""}                                          | productId
            {"productId":"a/b"}                                       | productId
            {"productId":"100%"}                                      | productId
            {"productId":"a*b"}                                       | productId
            {"productId":"search"}                                    | productId
            {"productId":"movements"}                                 | productId
            {"productId":".."}                                        | productId
            {"productId":"\\u3164"}                                   | productId
            {"productId":"A","orderQty":"\\uff15"}                     | orderQty
            {"productId":"A","orderQty":"null"}                       | orderQty
            {"productId":"A","orderQty":" 1"}                         | orderQty
            {"productId":"A","orderQty":"+1"}                         | orderQty
            {"productId":"A","orderQty":1e999999999}                  | orderQty
            {"productId":"A","productId":"B"}                         | productId
            {"productId":"A","orderId":"a\\ud83d"}                     | orderId
            {"productId":"A","orderId":"a\\ufffe"}                     | orderId
            {"productId":"A","orderId":"a\\u2028b"}                    | orderId
            {"productId":"A","orderId":"a\\u202eb"}                    | orderId
            {"productId":"A","orderId":"\\u200b\\ufeff"}               | orderId
            {"productId":"A","orderId":""}                            | orderId
            {"productId":"A","productName":"\\u00a0"}                  | productName
            {"productId":true}                                        | productId
            {"productId":["A"]}                                       | productId
            {"productId":1.5}                                         | productId
            {"productId":"A","orderQty":0}                            | orderQty
            {"productId":"A","orderQty":-5}                           | orderQty
            {"productId":"A","orderQty":1.5}                          | orderQty
            {"productId":"A","orderQty":"1.5"}                        | orderQty
            {"productId":"A","orderQty":""}                           | orderQty
            {"productId":"A","orderQty":"many"}                       | orderQty
            {"productId":"A","orderQty":true}                         | orderQty
            {"productId":"A","orderQty":1000001}                      | orderQty
            {"productId":"A","orderQty":2147483647}                   | orderQty
            {"productId":"A","orderQty":99999999999999999999}         | orderQty
            {"productId":"A","orderStatus":"Foo"}                     | orderStatus
            {"productId":"A","orderStatus":0}                         | orderStatus
            {"productId":"A","id":7}                                  | id
            {"productId":"A","version":7}                             | version
            {"productId":"A","deliveryOrderStatus":"DeliveryOrdered"} | deliveryOrderStatus
            {"productId":"A","createDate":"2026-01-01T00:00:00Z"}     | createDate
            {"productId":"A","orderId":" "}                           | orderId
            {"productId":"A","productName":"\\u0000"}                 | productName
            {"orderStatus":"OrderCanceled"}                           | orderId
            [1]                                                       | body
            7                                                         | body
            "text"                                                    | body
            {"productId":"A"                                          | body
            {"productId":"A"} x                                       | body
            """)
    void badInputIsRefusedByNameAndChangesNothing(String json, String field) {
        long before = orders();
        http.post("/orders", json).refusesField(field);
        assertThat(orders()).isEqualTo(before);
    }

    @Test
    void textsAboveTheirLengthAreRefusedByName() {
        long before = orders();
        http.post("/orders", "{\"productId\":\"%s\"}".formatted("x".repeat(51))).refusesField("productId");
        http.post("/orders", "{\"productId\":\"A\",\"orderId\":\"%s\"}".formatted("x".repeat(51)))
                .refusesField("orderId");
        http.post("/orders", "{\"productId\":\"A\",\"productName\":\"%s\"}".formatted("\u20ac".repeat(201)))
                .refusesField("productName");
        assertThat(orders()).isEqualTo(before);
        place("{\"productId\":\"%s\",\"orderId\":\"%s\",\"productName\":\"%s\"}"
                .formatted("x".repeat(50), "\ud55c".repeat(50), "\u20ac".repeat(200)));
    }

    @Test
    void textsAreNormalizedBeforeTheyAreStoredAndWhenTheyAreSearchedFor() {
        String nfd = "\u1112\u1161\u11ab\u1100\u1173\u11af";
        Http.Answer placed = place("{\"orderId\":\"\\u3000%s-1 \",\"productId\":\" %s 1+#_.- \"}".formatted(nfd, nfd));
        assertThat(placed.json().path("orderId").asString()).isEqualTo("\ud55c\uae00-1");
        assertThat(placed.json().path("productId").asString()).isEqualTo("\ud55c\uae00 1+#_.-");

        for (String number : List.of("\ud55c\uae00-1", nfd + "-1", "\u00a0\ud55c\uae00-1 ")) {
            assertThat(http.get("/orders/search/findByOrderId?orderId="
                                    + URLEncoder.encode(number, StandardCharsets.UTF_8))
                            .isStatus(200)
                            .json()
                            .at("/page/totalElements")
                            .asInt())
                    .as(number)
                    .isEqualTo(1);
        }
        http.post("/orders", "{\"orderId\":\"%s-1\",\"orderStatus\":\"OrderCanceled\"}".formatted(nfd))
                .isStatus(200);
    }

    @Test
    void aTextIsAsLongAsItHasCharacters() {
        String fifty = "\ud842\udfb7".repeat(50);
        Http.Answer placed = place("{\"orderId\":\"%s\",\"productId\":\"%s\",\"productName\":\"%s\"}"
                .formatted(fifty, fifty, "\ud83d\ude00".repeat(200)));
        assertThat(placed.json().path("productId").asString()).isEqualTo(fifty);
        http.post("/orders", "{\"productId\":\"%sx\"}".formatted(fifty)).refusesField("productId");
    }

    @Test
    void aWholeNumberIsOneHoweverItIsWritten() {
        for (String qty : List.of("3", "3.0", "3e0", "0.3e1", "\"3\"")) {
            assertThat(place("{\"productId\":\"A\",\"orderQty\":%s}".formatted(qty))
                            .json()
                            .path("orderQty")
                            .asInt())
                    .isEqualTo(3);
        }
    }

    @Test
    void anIdIsADecimalNumber() {
        long id = newOrder();
        for (String spelled : List.of("0x" + Long.toHexString(id), "+" + id, "%2B" + id, "\uff11", "1.0", "1e0")) {
            String address = "/orders/" + UriUtils.encode(UriUtils.decode(spelled, UTF_8), UTF_8);
            http.get(address).isProblem(400, "invalid-request");
            http.delete(address).isProblem(400, "invalid-request");
        }
        http.get("/orders/%20").isProblem(404, "not-found");
        assertThat(http.get("/orders/" + id).json().path("orderStatus").asString())
                .isEqualTo("Ordered");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%ED%A0%80", "%C0%AF", "%FF", "%00", "a%E2%80%A8b", "%E2%80%AE", "%E2%80%8B", "a%EF%BF%BE"})
    void textsThatNoTextMayBeAreRefusedInAddressesToo(String text) {
        http.get("/orders/search/findByOrderId?orderId=" + text).refusesField("orderId");
        http.get("/orders/" + text).isStatus(400);
    }

    @Test
    void aKeyOfTheReleaseBeforeIsRecognised() {
        long id = newOrder();
        String key = UUID.randomUUID().toString();
        jdbc.update(
                "insert into idempotency_key (idempotency_key, fingerprint, resource_id, created_at)"
                        + " values (?, ?, ?, current_timestamp)",
                key,
                "24a589d59d4fab613aeeee339ec0b05e52ebca22721bfdbdf2b6c2477e5b1cfe",
                Long.toString(id));
        assertThat(http.post(
                                "/orders",
                                "{\"orderId\":\"old\",\"productId\":\"A\",\"orderQty\":2}",
                                "Idempotency-Key",
                                key)
                        .isStatus(201)
                        .json()
                        .path("id")
                        .asLong())
                .isEqualTo(id);
        http.post("/orders", "{\"orderId\":\"old\",\"productId\":\"B\",\"orderQty\":2}", "Idempotency-Key", key)
                .isProblem(422, "idempotency-key-reused");
    }

    @Test
    void aKeyTellsRequestsApartThatReadAlike() {
        String key = UUID.randomUUID().toString();
        http.post("/orders", "{\"orderId\":\"a, productId=A\",\"productId\":\"1\"}", "Idempotency-Key", key)
                .isStatus(201);
        http.post("/orders", "{\"orderId\":\"a\",\"productId\":\"A\"}", "Idempotency-Key", key)
                .isProblem(422, "idempotency-key-reused");
        http.post("/orders", "{\"productId\":\"1 \",\"orderId\":\"a, productId=A\"}", "Idempotency-Key", key)
                .isStatus(201);
    }

    @Test
    void wrongAddressesMethodsAndMediaTypesAreProblems() {
        http.get("/orders/999999").isProblem(404, "not-found");
        http.delete("/orders/999999").isProblem(404, "not-found");
        http.get("/orders/abc").isProblem(400, "invalid-request");
        http.delete("/orders/abc").isProblem(400, "invalid-request");
        http.get("/order").isProblem(404, "not-found");
        http.get("/orders/1/nothing").isProblem(404, "not-found");
        http.get("/orders/search/findByNothing").isProblem(404, "not-found");
        http.put("/orders/1", "{}").isProblem(405, "method-not-allowed");
        http.patch("/orders/1", "{\"orderStatus\":\"OrderCanceled\"}").isProblem(405, "method-not-allowed");
        http.delete("/orders").isProblem(405, "method-not-allowed");
        http.patch("/orders", "{}").isProblem(405, "method-not-allowed");
        http.post("/orders/1", "{}").isProblem(405, "method-not-allowed");
        http.get("/orders/search/findByOrderId").refusesField("orderId");
        http.send("POST", "/orders", "productId=A", "Content-Type", "application/x-www-form-urlencoded")
                .isProblem(415, "unsupported-media-type");
        http.send("POST", "/orders", null).isProblem(400, "invalid-request");
        http.get("/orders?size=1001").refusesField("size");
        http.get("/orders?page=x").refusesField("page");
        http.get("/orders?sort=secret,desc").refusesField("sort");
        http.get("/orders/search/findByOrderStatus?orderStatus=Foo").refusesField("orderStatus");
        http.get("/orders/search/findByOrderId?orderId=%00").refusesField("orderId");
    }

    @Test
    void theOrderShowsTheWholeWayAndNeverGoesBack() {
        List<String> way = new ArrayList<>(List.of(
                "DeliveryOrdered",
                "PickingOrdered",
                "StockShort",
                "StockAssigned",
                "PickingConfirmed",
                "PackingOrdered",
                "PackingConfirmed",
                "DeliveryOrderPacked",
                "LogisticsInterfaced"));
        Random random = new Random(7);
        for (int i = 0; i < 30; i++) {
            Collections.shuffle(way, random);
            long id = newOrder();
            way.forEach(type -> topic.publish(type, id, Map.of("id", id)));
            way.subList(0, 4).forEach(type -> topic.publish(type, id, Map.of("id", id)));
            await().untilAsserted(() -> assertThat(http.get("/orders/" + id)
                            .json()
                            .path("deliveryOrderStatus")
                            .asString())
                    .isEqualTo("LogisticsInterfaced"));
            assertThat(http.get("/orders/" + id).json().at("/_links/cancel").isMissingNode())
                    .isTrue();
        }
    }

    @Test
    void aCancelWhoseAnswerWasLostReachesTheOrderAsAnEvent() {
        long id = newOrder();
        topic.publish("DeliveryOrderCanceled", id, Map.of("id", id));
        topic.publish("DeliveryOrderCanceled", id, Map.of("id", id));
        topic.publish("DeliveryOrdered", id, Map.of("id", id));

        topic.awaitEvent("OrderCanceled", id);
        assertThat(http.get("/orders/" + id).json().path("orderStatus").asString())
                .isEqualTo("OrderCanceled");
        long next = newOrder();
        topic.publish("DeliveryOrdered", next, Map.of("id", next));
        await().until(() -> http.get("/orders/" + next).json().has("deliveryOrderStatus"));
        assertThat(http.get("/orders/" + id).json().path("deliveryOrderStatus").asString())
                .isEqualTo("DeliveryOrderCanceled");
        assertThat(topic.typesOf(id)).containsExactly("Ordered", "OrderCanceled");
    }
}
