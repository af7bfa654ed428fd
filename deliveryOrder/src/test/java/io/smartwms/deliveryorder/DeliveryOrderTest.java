package io.smartwms.deliveryorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartwms.platform.internal.InternalKey;
import io.smartwms.platform.test.Http;
import io.smartwms.platform.test.ServiceTest;
import io.smartwms.platform.test.Topic;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@ServiceTest
@TestPropertySource(properties = "wms.internal-key=of-the-test")
class DeliveryOrderTest {

    private static final String KEY = "of-the-test";
    private static final String CANCEL =
            "{\"orderId\":\"M-1\",\"productId\":\"TV\",\"productName\":\"TV\",\"orderQty\":2}";

    @Autowired
    private Http http;

    @Autowired
    private Topic topic;

    private Http.Answer cancel(String path, String body) {
        return http.put(path, body, InternalKey.HEADER, KEY);
    }

    @Test
    void nobodyButAServiceOfThisSystemMayCancelHere() {
        http.put("/deliveryOrders/71/cancellation", CANCEL).isProblem(403, "forbidden");
        http.put("/deliveryOrders/71/cancellation", CANCEL, InternalKey.HEADER, KEY + "x")
                .isProblem(403, "forbidden");
        http.put("/deliveryOrders/71/cancellation", "{").isProblem(403, "forbidden");
        http.get("/deliveryOrders/71").isProblem(404, "not-found");
    }

    private Http.Answer cancelAll(long... ids) {
        return cancel(
                "/deliveryOrders/cancellations",
                LongStream.of(ids)
                        .mapToObj(id -> "{\"id\":%d,\"order\":%s}".formatted(id, CANCEL))
                        .collect(Collectors.joining(",", "{\"orders\":[", "]}")));
    }

    private String status(long id) {
        return http.get("/deliveryOrders/" + id)
                .isStatus(200)
                .json()
                .path("deliveryOrderStatus")
                .asString();
    }

    @Test
    void severalAreCanceledTogetherOrNone() {
        for (long id = 81; id <= 83; id++) {
            topic.publish("Ordered", id, ordered(id));
            topic.awaitEvent("DeliveryOrdered", id);
        }
        topic.publish("PackingConfirmed", 82, Map.of("id", 82));
        topic.awaitEvent("DeliveryOrderPacked", 82);

        Http.Answer refused = cancelAll(81, 82, 83, 84).isProblem(409, "illegal-move");
        assertThat(refused.json().path("state").asString()).isEqualTo("DeliveryOrderPacked");
        assertThat(refused.json().path("orders").valueStream().map(id -> id.asLong()))
                .containsExactly(82L);
        assertThat(status(81)).isEqualTo("DeliveryOrdered");
        assertThat(status(83)).isEqualTo("DeliveryOrdered");
        http.get("/deliveryOrders/84").isProblem(404, "not-found");

        for (int twice = 0; twice < 2; twice++) {
            assertThat(cancelAll(81, 83, 84)
                            .isStatus(200)
                            .json()
                            .valueStream()
                            .map(each -> each.path("deliveryOrderStatus").asString()))
                    .containsExactly("DeliveryOrderCanceled", "DeliveryOrderCanceled", "DeliveryOrderCanceled");
        }
        topic.awaitEvent("DeliveryOrderCanceled", 84);
        topic.publish("Ordered", 84, ordered(84));
        topic.publish("Ordered", 85, ordered(85));
        topic.awaitEvent("DeliveryOrdered", 85);
        for (long id : List.of(81L, 83L, 84L)) {
            assertThat(topic.published("DeliveryOrderCanceled", id)).hasSize(1);
        }
        assertThat(topic.typesOf(84L)).containsExactly("DeliveryOrderCanceled");
    }

    @Test
    void severalAreCanceledForAServiceOfThisSystemAlone() {
        http.put("/deliveryOrders/cancellations", "{\"orders\":[{\"id\":86,\"order\":%s}]}".formatted(CANCEL))
                .isProblem(403, "forbidden");
        cancel("/deliveryOrders/cancellations", "{\"orders\":[]}").refusesField("orders");
        cancel("/deliveryOrders/cancellations", "{\"orders\":[{\"order\":%s}]}".formatted(CANCEL))
                .refusesField("orders[0].id");
        cancel(
                        "/deliveryOrders/cancellations",
                        "{\"orders\":[{\"id\":86,\"order\":%s}]}"
                                .formatted(CANCEL.replace("\"orderQty\":2", "\"orderQty\":2,\"parcelId\":87")))
                .refusesField("parcelId");
        http.get("/deliveryOrders/86").isProblem(404, "not-found");
    }

    @Test
    void theOrdersOwnWordCountsMoreThanWhatACancelInAdvanceSaid() {
        cancel(
                        "/deliveryOrders/72/cancellation",
                        CANCEL.replace("M-1", "stranger").replace("2}", "9}"))
                .isStatus(200);
        topic.awaitEvent("DeliveryOrderCanceled", 72);
        topic.publish("Ordered", 72, ordered(72));
        topic.publish("Ordered", 72, ordered(72));
        topic.publish("Ordered", 73, ordered(73));

        await().until(() -> topic.published("DeliveryOrderCanceled", 72).size() == 2);
        Topic.Event corrected = topic.published("DeliveryOrderCanceled", 72).get(1);
        assertThat(corrected.body().path("orderId").asString()).isEqualTo("M-1");
        assertThat(corrected.body().path("deliveryOrderQty").asInt()).isEqualTo(2);
        topic.awaitEvent("DeliveryOrdered", 73);
        assertThat(topic.typesOf(72)).containsExactly("DeliveryOrderCanceled", "DeliveryOrderCanceled");
        assertThat(http.get("/deliveryOrders/72").json().path("orderId").asString())
                .isEqualTo("M-1");
    }

    private static Map<String, Object> ordered(long id) {
        return Map.of(
                "id",
                id,
                "orderId",
                "M-1",
                "productId",
                "TV",
                "productName",
                "TV",
                "orderQty",
                2,
                "orderStatus",
                "Ordered");
    }

    @Test
    void anOrderBecomesADeliveryOrderOfTheSameId() {
        topic.publish("Ordered", 1, ordered(1));

        Topic.Event event = topic.awaitEvent("DeliveryOrdered", 1);
        assertThat(event.body().path("deliveryOrderId").asInt()).isEqualTo(1);
        assertThat(event.headers())
                .containsKeys("ce_id", "ce_type", "ce_source", "ce_time", "ce_specversion", "traceparent");
        Http.Answer answer = http.get("/deliveryOrders/1").isStatus(200);
        assertThat(answer.json().path("id").asInt()).isEqualTo(1);
        assertThat(answer.json().path("deliveryOrderId").asInt()).isEqualTo(1);
        assertThat(answer.json().path("orderId").asString()).isEqualTo("M-1");
        assertThat(answer.json().path("deliveryOrderStatus").asString()).isEqualTo("DeliveryOrdered");
        assertThat(answer.json().has("version")).isFalse();
        assertThat(http.get("/deliveryOrders/search/findByOrderId?orderId=M-1")
                        .isStatus(200)
                        .json()
                        .path("_embedded")
                        .path("deliveryOrders")
                        .size())
                .isPositive();
    }

    @Test
    void aCancelThatCannotBeAnsweredOrHasAConditionIsNotCarriedOut() {
        String cancellation = "/deliveryOrders/4711/cancellation";
        http.put(cancellation, CANCEL, InternalKey.HEADER, KEY, "Accept", "text/html")
                .isProblem(406, "not-acceptable");
        http.put(cancellation, CANCEL, InternalKey.HEADER, KEY, "If-Match", "\"0\"")
                .isProblem(412, "precondition-failed");
        http.get("/deliveryOrders/4711").isProblem(404, "not-found");
        assertThat(http.send("OPTIONS", cancellation, null).headers().firstValue("Allow"))
                .contains("PUT, OPTIONS");
        assertThat(http.send("GET", cancellation, null, InternalKey.HEADER, KEY)
                        .isProblem(405, "method-not-allowed")
                        .headers()
                        .firstValue("Allow"))
                .contains("PUT, OPTIONS");
    }

    @Test
    void aRepeatedOrderMakesNoSecondDeliveryOrder() {
        topic.publish("Ordered", 2, ordered(2));
        topic.publish("Ordered", 2, ordered(2));
        topic.publish("PackingConfirmed", 2, Map.of("id", 2));
        topic.publish("PackingConfirmed", 2, Map.of("id", 2));
        topic.publish("Ordered", 2, ordered(2));
        topic.publish("PackingConfirmed", 2, Map.of("id", 2));

        topic.awaitEvent("DeliveryOrderPacked", 2);
        assertThat(topic.typesOf(2)).containsExactly("DeliveryOrdered", "DeliveryOrderPacked");
    }

    @Test
    void packingThatIsHeardOfBeforeItsOrderIsMadeUpFor() {
        topic.publish("PackingConfirmed", 3, Map.of("id", 3));
        topic.publish("Ordered", 3, ordered(3));

        topic.awaitEvent("DeliveryOrderPacked", 3);
        assertThat(topic.typesOf(3)).containsExactly("DeliveryOrdered", "DeliveryOrderPacked");
        assertThat(http.get("/actuator/parked").json().path("parked").isEmpty()).isTrue();
    }

    @Test
    void aCancelBeforeTheOrderIsHeardOfLeavesATombstone() {
        assertThat(cancel("/deliveryOrders/4/cancellation", CANCEL)
                        .isStatus(200)
                        .json()
                        .path("deliveryOrderStatus")
                        .asString())
                .isEqualTo("DeliveryOrderCanceled");
        topic.publish("Ordered", 4, ordered(4));
        topic.publish("Ordered", 5, ordered(5));

        topic.awaitEvent("DeliveryOrdered", 5);
        topic.awaitEvent("DeliveryOrderCanceled", 4);
        await().until(() -> http.get("/deliveryOrders/4")
                .json()
                .path("deliveryOrderStatus")
                .asString()
                .equals("DeliveryOrderCanceled"));
        assertThat(topic.typesOf(4)).containsExactly("DeliveryOrderCanceled");
    }

    @Test
    void cancellingTwiceIsOneCancel() {
        topic.publish("Ordered", 6, ordered(6));
        topic.awaitEvent("DeliveryOrdered", 6);

        cancel("/deliveryOrders/6/cancellation", CANCEL).isStatus(200);
        cancel("/deliveryOrders/6/cancellation", CANCEL).isStatus(200);
        topic.publish("PackingConfirmed", 6, Map.of("id", 6));
        topic.publish("Ordered", 7, ordered(7));

        topic.awaitEvent("DeliveryOrdered", 7);
        topic.awaitEvent("DeliveryOrderCanceled", 6);
        assertThat(topic.typesOf(6)).containsExactly("DeliveryOrdered", "DeliveryOrderCanceled");
    }

    @Test
    void cancelAfterPackingIsRefused() {
        topic.publish("Ordered", 8, ordered(8));
        topic.publish("PackingConfirmed", 8, Map.of("id", 8));
        topic.awaitEvent("DeliveryOrderPacked", 8);

        Http.Answer refused = cancel("/deliveryOrders/8/cancellation", CANCEL).isProblem(409, "illegal-move");
        assertThat(refused.json().path("state").asString()).isEqualTo("DeliveryOrderPacked");
        assertThat(http.get("/deliveryOrders/8")
                        .json()
                        .path("deliveryOrderStatus")
                        .asString())
                .isEqualTo("DeliveryOrderPacked");
    }

    @Test
    void cancelsThatRaceWithTheOrderAndWithPackingEndOnOneSide() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(4);
        try {
            for (long id = 1000; id < 1050; id++) {
                long order = id;
                topic.publish("Ordered", order, ordered(order));
                topic.publish("PackingConfirmed", order, Map.of("id", order));
                Callable<Integer> cancel = () -> cancel("/deliveryOrders/" + order + "/cancellation", CANCEL)
                        .status();
                Future<Integer> one = clients.submit(cancel);
                Future<Integer> two = clients.submit(cancel);
                assertThat(one.get()).isIn(200, 409);
                assertThat(two.get()).isIn(200, 409);
            }
        } finally {
            clients.shutdown();
        }
        topic.publish("Ordered", 1050, ordered(1050));
        for (long id = 1000; id < 1050; id++) {
            long order = id;
            await().until(() -> topic.typesOf(order).contains("DeliveryOrderPacked")
                    || topic.typesOf(order).contains("DeliveryOrderCanceled"));
            assertThat(topic.typesOf(order)).containsAnyOf("DeliveryOrderPacked", "DeliveryOrderCanceled");
            assertThat(topic.typesOf(order).stream().filter(t -> !t.equals("DeliveryOrdered")))
                    .hasSize(1);
        }
    }

    @Test
    void badInputIsRefusedByNameAndChangesNothing() {
        cancel("/deliveryOrders/70/cancellation", "{").isProblem(400, "invalid-request");
        cancel("/deliveryOrders/70/cancellation", "{}").refusesField("orderQty");
        cancel("/deliveryOrders/70/cancellation", CANCEL.replace("2}", "0}")).refusesField("orderQty");
        cancel("/deliveryOrders/70/cancellation", CANCEL.replace("M-1", "a\\u202eb"))
                .refusesField("orderId");
        cancel("/deliveryOrders/0x46/cancellation", CANCEL).isProblem(400, "invalid-request");
        cancel("/deliveryOrders/+70/cancellation", CANCEL).isProblem(400, "invalid-request");
        cancel("/deliveryOrders/70/cancellation", CANCEL.replace("2}", "1.5}")).refusesField("orderQty");
        cancel("/deliveryOrders/70/cancellation", CANCEL.replace("}", ",\"x\":1}"))
                .refusesField("x");
        cancel("/deliveryOrders/abc/cancellation", CANCEL).isProblem(400, "invalid-request");
        cancel("/deliveryOrders/-1/cancellation", CANCEL).isProblem(400, "invalid-request");
        http.get("/deliveryOrders/70").isProblem(404, "not-found");
        http.get("/deliveryOrders/abc").isProblem(400, "invalid-request");
        http.get("/nothing").isProblem(404, "not-found");
        http.post("/deliveryOrders", CANCEL).isProblem(405, "method-not-allowed");
        http.delete("/deliveryOrders/70").isProblem(405, "method-not-allowed");
        http.patch("/deliveryOrders/70", "{\"deliveryOrderStatus\":\"DeliveryOrderPacked\"}")
                .isProblem(405, "method-not-allowed");
        http.send(
                        "PUT",
                        "/deliveryOrders/70/cancellation",
                        CANCEL,
                        "Content-Type",
                        "text/plain",
                        InternalKey.HEADER,
                        KEY)
                .isProblem(415, "unsupported-media-type");
        http.get("/deliveryOrders?size=0").refusesField("size");
        http.get("/deliveryOrders?size=1001").refusesField("size");
        http.get("/deliveryOrders?page=-1").refusesField("page");
        http.get("/deliveryOrders?sort=nothing").refusesField("sort");
        http.get("/deliveryOrders?sort=createDate,desc&size=1000").isStatus(200);
        http.get("/deliveryOrders/search/findByDeliveryOrderStatus?deliveryOrderStatus=Foo")
                .isProblem(400, "invalid-request");
    }
}
