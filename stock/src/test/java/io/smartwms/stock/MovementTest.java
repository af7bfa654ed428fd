package io.smartwms.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartwms.platform.test.Http.Answer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;

/** What people in the warehouse enter, and how stock and ledger are seen. */
class MovementTest extends StockServiceTest {

    /** A product with ten on hand, of which an order has four. */
    private String productWithTenOfWhichFourAreAssigned() {
        String product = productWith(10);
        deliveryOrdered(newOrder(), product, 4);
        awaitIdle();
        return product;
    }

    @Test
    void goodsReceivedAreOnHand() {
        String product = productWithTenOfWhichFourAreAssigned();
        Instant before = Instant.now().minusMillis(1);
        Answer answer = http.post(
                        "/stocks/" + product + "/movements",
                        json("{'reason':'Received','qty':'5','note':'delivery note 17'}"))
                .isStatus(201);
        JsonNode movement = answer.json();
        String self = "/stocks/" + product + "/movements/" + movement.path("id").asLong();
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith(self);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/hal+json");
        assertThat(movement.path("productId").asString()).isEqualTo(product);
        assertThat(movement.path("reason").asString()).isEqualTo("Received");
        assertThat(movement.path("qty").asInt()).isEqualTo(5);
        assertThat(movement.path("stockQty").asInt()).isEqualTo(15);
        assertThat(movement.path("note").asString()).isEqualTo("delivery note 17");
        assertThat(movement.has("reservationId")).isFalse();
        assertThat(Instant.parse(movement.path("createDate").asString())).isBetween(before, Instant.now());
        assertThat(movement.at("/_links/self/href").asString()).endsWith(self);
        assertThat(movement.at("/_links/stock/href").asString()).endsWith("/stocks/" + product);
        assertThat(http.get(self).isStatus(200).json()).isEqualTo(movement);
        assertStock(product, 15, 4, 0);
        awaitIdle();
        JsonNode event = topic.published("StockIncreased", product).get(1).body();
        assertThat(event.path("stockIncreaseQty").asInt()).isEqualTo(5);
        assertThat(event.path("stockQty").asInt()).isEqualTo(15);
        assertThat(event.path("stockAssignQty").asInt()).isEqualTo(4);
        assertThat(event.path("reason").asString()).isEqualTo("Received");
    }

    @Test
    void damagedGoodsAreGone() {
        String product = productWithTenOfWhichFourAreAssigned();
        JsonNode movement = move(product, "Damaged", 6).isStatus(201).json();
        assertThat(movement.path("qty").asInt()).isEqualTo(-6);
        assertThat(movement.path("stockQty").asInt()).isEqualTo(4);
        assertStock(product, 4, 4, 0);
        awaitIdle();
        JsonNode event = topic.published("StockDecreased", product).get(0).body();
        assertThat(event.path("stockDecreaseQty").asInt()).isEqualTo(6);
        assertThat(event.path("reason").asString()).isEqualTo("Damaged");
        assertThat(event.has("id")).isFalse();
    }

    @Test
    void whatOrdersHaveBeenPromisedCannotBeDamaged() {
        String product = productWithTenOfWhichFourAreAssigned();
        Answer refused = move(product, "Damaged", 7).isProblem(409, "not-available");
        assertThat(refused.json().path("stockQty").asInt()).isEqualTo(10);
        assertThat(refused.json().path("stockAssignQty").asInt()).isEqualTo(4);
        assertThat(refused.json().path("available").asInt()).isEqualTo(6);
        assertThat(refused.json().path("detail").asString()).contains("10", "4", "6", "7");
        assertStock(product, 10, 4, 0);
        assertThat(ledger(product)).containsExactly("Registered 10");
        awaitIdle();
        assertThat(topic.published("StockDecreased", product)).isEmpty();
    }

    @Test
    void aProductOfAnyIdHasLinksThatLeadToItsStock() {
        String product = "A#1 +\ud55c" + UUID.randomUUID().toString().substring(0, 8);
        productRegistered(product, 3);
        awaitIdle();
        String self = "/stocks/" + UriUtils.encode(product, StandardCharsets.UTF_8);
        for (String rel : List.of("self", "movements", "reservations")) {
            URI link = URI.create(http.get(self)
                    .isStatus(200)
                    .json()
                    .at("/_links/" + rel + "/href")
                    .asString());
            assertThat(link.getFragment()).isNull();
            http.get(link.getRawPath()).isStatus(200);
        }
        Answer moved = move(UriUtils.encode(product, StandardCharsets.UTF_8), "Received", 1)
                .isStatus(201);
        http.get(URI.create(moved.headers().firstValue("Location").orElseThrow())
                        .getRawPath())
                .isStatus(200);
    }

    @Test
    void aCountIsRight() {
        String product = productWithTenOfWhichFourAreAssigned();
        assertThat(move(product, "Counted", 13).isStatus(201).json().path("qty").asInt())
                .isEqualTo(3);
        assertThat(move(product, "Counted", 4).isStatus(201).json().path("qty").asInt())
                .isEqualTo(-9);
        assertStock(product, 4, 4, 0);
        awaitIdle();
        assertThat(topic.typesOf(product))
                .containsExactly("StockRegistered", "StockIncreased", "StockIncreased", "StockDecreased");
        assertThat(topic.published("StockDecreased", product)
                        .get(0)
                        .body()
                        .path("reason")
                        .asString())
                .isEqualTo("Counted");
    }

    @Test
    void aCountBelowWhatIsAssignedIsRefused() {
        String product = productWithTenOfWhichFourAreAssigned();
        Answer refused = move(product, "Counted", 3).isProblem(409, "below-assigned");
        assertThat(refused.json().path("stockAssignQty").asInt()).isEqualTo(4);
        assertStock(product, 10, 4, 0);
        assertThat(ledger(product)).hasSize(1);
    }

    @Test
    void aCountThatFindsNothingNewIsNotedAndSaysNothing() {
        String product = productWithTenOfWhichFourAreAssigned();
        assertThat(move(product, "Counted", 10).isStatus(201).json().path("qty").asInt())
                .isZero();
        assertThat(ledger(product)).containsExactly("Registered 10", "Counted 0");
        awaitIdle();
        assertThat(topic.typesOf(product)).containsExactly("StockRegistered", "StockIncreased");
    }

    @Test
    void aShelfCanBeCountedEmpty() {
        String product = productWith(10);
        move(product, "Counted", 0).isStatus(201);
        assertStock(product, 0, 0, 0);
    }

    @Test
    void whatIsFoundInACountServesTheLine() {
        String product = productWith(1);
        long order = newOrder();
        deliveryOrdered(order, product, 5);
        awaitIdle();
        move(product, "Counted", 5).isStatus(201);
        assertThat(status(order)).isEqualTo("Assigned");
        topic.awaitEvent("StockAssigned", order);
    }

    @Test
    void onHandHasALimitAndNeverWraps() {
        String product = productWith(0);
        move(product, "Counted", 2_000_000_000).isStatus(201);
        move(product, "Received", 1).isProblem(409, "stock-limit");
        move(product, "Received", 1_000_000).isProblem(409, "stock-limit");
        assertStock(product, 2_000_000_000, 0, 0);
        long order = newOrder();
        deliveryOrdered(order, product, 1_000_000);
        packingConfirmed(order, product, 1_000_000);
        awaitIdle();
        move(product, "Received", 1_000_000).isStatus(201);
        deliveryOrderCanceled(order, product, 1_000_000);
        awaitIdle();
        assertStock(product, 2_001_000_000, 0, 0);
        move(product, "Received", 1).isProblem(409, "stock-limit");
    }

    @Test
    void aRepeatedReceiptCountsOnce() {
        String product = productWith(10);
        String key = UUID.randomUUID().toString();
        String path = "/stocks/" + product + "/movements";
        String body = json("{'reason':'Received','qty':5}");
        Answer first = http.post(path, body, "Idempotency-Key", key).isStatus(201);
        Answer again = http.post(path, body, "Idempotency-Key", key).isStatus(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertStock(product, 15, 0, 0);
        http.post(path, json("{'reason':'Received','qty':6}"), "Idempotency-Key", key)
                .isProblem(422, "idempotency-key-reused");
        String other = productWith(1);
        http.post("/stocks/" + other + "/movements", body, "Idempotency-Key", key)
                .isProblem(422, "idempotency-key-reused");
        assertThat(ledger(product)).containsExactly("Registered 10", "Received 5");
        awaitIdle();
        assertThat(topic.published("StockIncreased", product)).hasSize(2);
    }

    @Test
    void theSameDamageSentManyTimesAtOnceCountsOnceAndHasOneAnswer() {
        String product = productWith(10);
        String key = UUID.randomUUID().toString();
        List<JsonNode> answers = IntStream.range(0, 16)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> http.post(
                                "/stocks/" + product + "/movements",
                                json("{'reason':'Damaged','qty':8}"),
                                "Idempotency-Key",
                                key)
                        .isStatus(201)
                        .json()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(answers).containsOnly(answers.get(0));
        assertStock(product, 2, 0, 0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    {                                                         | body
                    []                                                        | body
                    -                                                         | body
                    {}                                                        | reason
                    {}                                                        | qty
                    {"qty":1}                                                 | reason
                    {"reason":"Received"}                                     | qty
                    {"reason":"Received","qty":null}                          | qty
                    {"reason":"Foo","qty":1}                                  | reason
                    {"reason":"Packed","qty":1}                               | reason
                    {"reason":"Registered","qty":1}                           | reason
                    {"reason":0,"qty":1}                                      | reason
                    {"reason":"Received","qty":0}                             | qty
                    {"reason":"Received","qty":-1}                            | qty
                    {"reason":"Received","qty":1000001}                       | qty
                    {"reason":"Damaged","qty":0}                              | qty
                    {"reason":"Damaged","qty":-5}                             | qty
                    {"reason":"Damaged","qty":1000001}                        | qty
                    {"reason":"Counted","qty":-1}                             | qty
                    {"reason":"Counted","qty":2000000001}                     | qty
                    {"reason":"Counted","qty":2147483648}                     | qty
                    {"reason":"Received","qty":1.5}                           | qty
                    {"reason":"Received","qty":"many"}                        | qty
                    {"reason":"Received","qty":true}                          | qty
                    {"reason":"Received","qty":1,"note":""}                   | note
                    {"reason":"Received","qty":1,"note":"a\\nb"}              | note
                    {"reason":"Received","qty":1,"stockQty":5}                | stockQty
                    {"reason":"Received","qty":1,"id":5}                      | id
                    """)
    void badInputIsRefusedByItsField(String body, String field) {
        String product = "bad-input";
        if (jdbc.queryForList("select 1 from stock where product_id = ?", product)
                .isEmpty()) {
            productRegistered(product, 10);
            awaitIdle();
        }
        http.post("/stocks/" + product + "/movements", body).refusesField(field);
        assertStock(product, 10, 0, 0);
        assertThat(ledger(product)).containsExactly("Registered 10");
        assertThat(jdbc.queryForObject("select count(*) from outbox", Long.class))
                .isZero();
        assertThat(topic.typesOf(product)).containsExactly("StockRegistered", "StockIncreased");
    }

    @Test
    void aNoteAboveItsLengthIsRefused() {
        String product = productWith(10);
        String note = "노".repeat(200);
        String path = "/stocks/" + product + "/movements";
        http.post(path, json("{'reason':'Received','qty':1,'note':'%s'}".formatted(note)))
                .isStatus(201);
        http.post(path, json("{'reason':'Received','qty':1,'note':'%s1'}".formatted(note)))
                .refusesField("note");
    }

    @Test
    void badAddressesMethodsAndMediaTypesAreRefused() {
        String product = productWith(10);
        String path = "/stocks/" + product;
        http.get("/stocks/unknown").isProblem(404, "not-found");
        http.get("/stocks/unknown/movements").isProblem(404, "not-found");
        move("unknown", "Received", 1).isProblem(404, "not-found");
        http.get(path + "/movements/999999").isProblem(404, "not-found");
        http.get(path + "/movements/x").isProblem(400, "invalid-request");
        http.get(path + "/colours").isProblem(404, "not-found");
        http.post(path + "/movements", "reason=Received", "Content-Type", "text/plain")
                .isProblem(415, "unsupported-media-type");
        for (String method : List.of("PUT", "PATCH", "DELETE")) {
            http.send(method, path, json("{'stockQty':99}")).isProblem(405, "method-not-allowed");
            http.send(method, path + "/movements", json("{'qty':99}")).isProblem(405, "method-not-allowed");
            http.send(method, path + "/reservations", json("{'qty':99}")).isProblem(405, "method-not-allowed");
            http.send(method, "/stocks", json("{'qty':99}")).isProblem(405, "method-not-allowed");
        }
        http.post("/stocks", json("{'productId':'x','stockQty':99}")).isProblem(405, "method-not-allowed");
        http.get("/stocks?size=1001").refusesField("size");
        http.get("/stocks?page=-1").refusesField("page");
        http.get("/stocks?sort=colour").refusesField("sort");
        http.get(path + "/movements?size=0").refusesField("size");
        http.get(path + "/movements?sort=colour").refusesField("sort");
        http.post(path + "/movements", json("{'reason':'Received','qty':1}"), "Idempotency-Key", "a b")
                .refusesField("Idempotency-Key");
        // Neither the ledger nor the queue has an address of its own.
        http.get("/stockMovements").isProblem(404, "not-found");
        http.get("/reservations").isProblem(404, "not-found");
        assertStock(product, 10, 0, 0);
    }

    @Test
    void theLedgerIsSeenInTheOrderOfItsLinesAndPaged() {
        String product = productWith(10);
        IntStream.rangeClosed(1, 4).forEach(i -> move(product, "Received", i).isStatus(201));
        String path = "/stocks/" + product + "/movements";
        JsonNode page = http.get(path + "?size=2&sort=id,desc").isStatus(200).json();
        assertThat(page.at("/_embedded/movements")
                        .valueStream()
                        .map(m -> m.path("qty").asInt() + " -> "
                                + m.path("stockQty").asInt()))
                .containsExactly("4 -> 20", "3 -> 16");
        assertThat(page.at("/page/totalElements").asInt()).isEqualTo(5);
        assertThat(page.at("/_links/next/href").asString()).contains(path, "page=1", "size=2");
        assertThat(page.at("/_links/next/href").asString()).contains("sort=id,desc");
        JsonNode first = http.get(path + "?size=2").isStatus(200).json();
        assertThat(first.at("/_embedded/movements/0/reason").asString()).isEqualTo("Registered");
    }

    @Test
    void stockIsListedFoundAndLinked() {
        String product = productWith(10);
        JsonNode stock = http.get("/stocks/" + product).isStatus(200).json();
        assertThat(stock.path("productId").asString()).isEqualTo(product);
        assertThat(stock.at("/_links/self/href").asString()).endsWith("/stocks/" + product);
        assertThat(stock.at("/_links/movements/href").asString()).endsWith("/stocks/" + product + "/movements");
        assertThat(stock.at("/_links/reservations/href").asString()).endsWith("/stocks/" + product + "/reservations");
        assertThat(stock.propertyNames())
                .containsExactlyInAnyOrder(
                        "productId",
                        "productName",
                        "registered",
                        "stockQty",
                        "stockAssignQty",
                        "available",
                        "waiting",
                        "createDate",
                        "updateDate",
                        "_links");
        JsonNode listed =
                http.get("/stocks?size=1000&sort=productId,desc").isStatus(200).json();
        assertThat(listed.at("/_embedded/stocks")
                        .valueStream()
                        .map(s -> s.path("productId").asString()))
                .contains(product);
        JsonNode found = http.get("/stocks/search/findByProductName?productName=name%20of%20" + product)
                .isStatus(200)
                .json();
        assertThat(found.at("/_embedded/stocks/0/productId").asString()).isEqualTo(product);
        assertThat(found.at("/page/totalElements").asInt()).isEqualTo(1);
    }

    /** Through the gateway, links show the gateway. */
    @Test
    void linksFollowForwardedHeaders() {
        String product = productWith(10);
        Answer answer = http.send(
                "POST",
                "/stocks/" + product + "/movements",
                json("{'reason':'Received','qty':1}"),
                "X-Forwarded-Host",
                "gateway:8080",
                "X-Forwarded-Proto",
                "http");
        assertThat(answer.isStatus(201).headers().firstValue("Location").orElseThrow())
                .startsWith("http://gateway:8080/stocks/");
        for (String path : List.of("/movements", "/reservations", "")) {
            String body = http.send("GET", "/stocks/" + product + path, null, "X-Forwarded-Host", "gateway:8080")
                    .isStatus(200)
                    .body();
            assertThat(body).contains("http://gateway:8080/stocks/" + product).doesNotContain("localhost");
        }
    }
}
