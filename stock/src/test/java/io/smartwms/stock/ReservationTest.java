package io.smartwms.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What orders do to the stock. */
class ReservationTest extends StockServiceTest {

    @Test
    void registeringAProductOpensItsStock() {
        String product = productWith(70);
        assertStock(product, 70, 0, 0);
        assertThat(http.get("/stocks/" + product).json().path("productName").asString())
                .isEqualTo("name of " + product);
        assertThat(ledger(product)).containsExactly("Registered 70");
        assertThat(topic.typesOf(product)).containsExactly("StockRegistered", "StockIncreased");
        JsonNode increased = topic.published("StockIncreased", product).get(0).body();
        assertThat(increased.path("stockIncreaseQty").asInt()).isEqualTo(70);
        assertThat(increased.path("stockQty").asInt()).isEqualTo(70);
        assertThat(increased.path("reason").asString()).isEqualTo("Registered");
        assertThat(increased.has("id")).isFalse();
    }

    @Test
    void registeringTwiceCountsOnce() {
        String product = productWith(70);
        productRegistered(product, 70);
        productRegistered(product, 30);
        awaitIdle();
        assertStock(product, 70, 0, 0);
        assertThat(topic.typesOf(product)).containsExactly("StockRegistered", "StockIncreased");
    }

    @Test
    void aProductMayStartWithNothing() {
        String product = productWith(0);
        assertStock(product, 0, 0, 0);
        assertThat(ledger(product)).containsExactly("Registered 0");
        assertThat(topic.typesOf(product)).containsExactly("StockRegistered");
    }

    @Test
    void anOrderGetsItsGoods() {
        String product = productWith(10);
        long order = newOrder();
        deliveryOrdered(order, product, 3);
        awaitIdle();
        assertStock(product, 10, 3, 0);
        assertThat(status(order)).isEqualTo("Assigned");
        JsonNode assigned = topic.published("StockAssigned", order).get(0).body();
        assertThat(assigned.path("id").asLong()).isEqualTo(order);
        assertThat(assigned.path("orderId").asString()).isEqualTo("M-" + order);
        assertThat(assigned.path("productId").asString()).isEqualTo(product);
        assertThat(assigned.path("stockAssignQty").asInt()).isEqualTo(3);
        assertThat(ledger(product)).containsExactly("Registered 10");
    }

    @Test
    void packingTakesTheGoodsOutOfTheHouse() {
        String product = productWith(10);
        long order = newOrder();
        deliveryOrdered(order, product, 3);
        packingConfirmed(order, product, 3);
        awaitIdle();
        assertStock(product, 7, 0, 0);
        assertThat(status(order)).isEqualTo("Settled");
        assertThat(ledger(product)).containsExactly("Registered 10", "Packed -3");
        JsonNode decreased = topic.published("StockDecreased", product).get(0).body();
        assertThat(decreased.path("stockDecreaseQty").asInt()).isEqualTo(3);
        assertThat(decreased.path("stockQty").asInt()).isEqualTo(7);
        assertThat(decreased.path("stockAssignQty").asInt()).isZero();
        assertThat(decreased.path("reason").asString()).isEqualTo("Packed");
        assertThat(decreased.path("id").asLong()).isEqualTo(order);
        JsonNode movement = http.get("/stocks/" + product + "/movements?sort=id,desc")
                .json()
                .at("/_embedded/movements/0");
        assertThat(movement.path("reservationId").asLong()).isEqualTo(order);
        assertThat(movement.path("orderId").asString()).isEqualTo("M-" + order);
    }

    @Test
    void anOrderThatFindsTooLittleWaitsAndSaysSoOnce() {
        String product = productWith(2);
        long order = newOrder();
        deliveryOrdered(order, product, 3);
        deliveryOrdered(order, product, 3);
        awaitIdle();
        assertStock(product, 2, 0, 1);
        assertThat(status(order)).isEqualTo("Waiting");
        JsonNode shortage = topic.published("StockShort", order).get(0).body();
        assertThat(shortage.path("id").asLong()).isEqualTo(order);
        assertThat(shortage.path("orderQty").asInt()).isEqualTo(3);
        move(product, "Received", 1).isStatus(201);
        awaitIdle();
        assertThat(status(order)).isEqualTo("Assigned");
        assertThat(topic.published().stream()
                        .filter(e -> e.key().equals(Long.toString(order)))
                        .map(e -> e.type()))
                .containsExactly("StockShort", "StockAssigned");
    }

    @Test
    void ordersForAnUnregisteredProductWaitForIt() {
        String product = newProduct();
        List<Long> orders = newOrders(3);
        orders.forEach(o -> deliveryOrdered(o, product, 4));
        awaitIdle();
        JsonNode stock = http.get("/stocks/" + product).isStatus(200).json();
        assertThat(stock.path("registered").asBoolean(true)).isFalse();
        assertThat(stock.path("waiting").asInt()).isEqualTo(3);
        for (String list : List.of("/stocks", "/stocks/search/findShort")) {
            assertThat(http.get(list + "?size=1000")
                            .json()
                            .at("/_embedded/stocks")
                            .valueStream())
                    .as(list)
                    .contains(stock);
        }
        move(product, "Received", 5).isProblem(409, "not-registered");
        assertThat(http.get("/stocks/" + product + "/movements")
                        .isStatus(200)
                        .json()
                        .at("/page/totalElements")
                        .asInt())
                .isZero();
        assertThat(http.get("/stocks/" + product + "/reservations")
                        .isStatus(200)
                        .json()
                        .at("/page/totalElements")
                        .asInt())
                .isEqualTo(3);
        productRegistered(product, 9);
        awaitIdle();
        assertStock(product, 9, 8, 1);
        assertThat(statuses(orders)).containsExactly("Assigned", "Assigned", "Waiting");
        orders.forEach(o -> assertThat(topic.published("StockShort", o)).hasSize(1));
    }

    @Test
    void aBigOrderHoldsUpThoseBehindItUntilItIsServed() {
        String product = productWith(5);
        List<Long> orders = newOrders(4);
        deliveryOrdered(orders.get(0), product, 8);
        awaitIdle();
        orders.subList(1, 4).forEach(o -> deliveryOrdered(o, product, 1));
        awaitIdle();
        assertThat(statuses(orders)).containsOnly("Waiting");
        assertStock(product, 5, 0, 4);
        move(product, "Received", 2).isStatus(201);
        assertThat(statuses(orders)).containsOnly("Waiting");
        move(product, "Received", 2).isStatus(201);
        assertThat(statuses(orders)).containsExactly("Assigned", "Assigned", "Waiting", "Waiting");
        assertStock(product, 9, 9, 2);
    }

    @Test
    void cancellingTheOrderThatHoldsUpTheLineFreesTheLine() {
        String product = productWith(5);
        List<Long> orders = newOrders(3);
        deliveryOrdered(orders.get(0), product, 1_000_000);
        awaitIdle();
        deliveryOrdered(orders.get(1), product, 3);
        deliveryOrdered(orders.get(2), product, 2);
        awaitIdle();
        assertThat(statuses(orders)).containsOnly("Waiting");
        deliveryOrderCanceled(orders.get(0), product, 1_000_000);
        awaitIdle();
        assertThat(statuses(orders)).containsExactly("Released", "Assigned", "Assigned");
        assertStock(product, 5, 5, 0);
    }

    @Test
    void anEarlierOrderThatComesLateStandsBeforeLaterOnes() {
        String product = productWith(0);
        List<Long> orders = newOrders(3);
        deliveryOrdered(orders.get(2), product, 2);
        awaitIdle();
        deliveryOrdered(orders.get(0), product, 2);
        awaitIdle();
        deliveryOrdered(orders.get(1), product, 2);
        awaitIdle();
        move(product, "Received", 2).isStatus(201);
        assertThat(statuses(orders)).containsExactly("Assigned", "Waiting", "Waiting");
        move(product, "Received", 2).isStatus(201);
        assertThat(statuses(orders)).containsExactly("Assigned", "Assigned", "Waiting");
    }

    @Test
    void aCancelBeforePackingGivesBackWhatWasAssigned() {
        String product = productWith(10);
        List<Long> orders = newOrders(2);
        deliveryOrdered(orders.get(0), product, 8);
        awaitIdle();
        deliveryOrdered(orders.get(1), product, 4);
        awaitIdle();
        deliveryOrderCanceled(orders.get(0), product, 8);
        deliveryOrderCanceled(orders.get(0), product, 8);
        packingConfirmed(orders.get(0), product, 8);
        awaitIdle();
        assertThat(statuses(orders)).containsExactly("Released", "Assigned");
        assertStock(product, 10, 4, 0);
        assertThat(ledger(product)).containsExactly("Registered 10");
        assertThat(topic.published("StockDecreased", product)).isEmpty();
    }

    @Test
    void aCancelAfterPackingPutsTheGoodsBackAndServesTheLine() {
        String product = productWith(10);
        List<Long> orders = newOrders(2);
        deliveryOrdered(orders.get(0), product, 8);
        packingConfirmed(orders.get(0), product, 8);
        awaitIdle();
        deliveryOrdered(orders.get(1), product, 9);
        awaitIdle();
        assertThat(statuses(orders)).containsExactly("Settled", "Waiting");
        deliveryOrderCanceled(orders.get(0), product, 8);
        deliveryOrderCanceled(orders.get(0), product, 8);
        packingConfirmed(orders.get(0), product, 8);
        awaitIdle();
        assertThat(statuses(orders)).containsExactly("Restocked", "Assigned");
        assertStock(product, 10, 9, 0);
        assertThat(ledger(product)).containsExactly("Registered 10", "Packed -8", "Restocked 8");
        JsonNode back = topic.published("StockIncreased", product).get(1).body();
        assertThat(back.path("reason").asString()).isEqualTo("Restocked");
        assertThat(back.path("id").asLong()).isEqualTo(orders.get(0));
    }

    @Test
    void aCancelThatComesFirstLeavesATombstone() {
        String product = productWith(10);
        long order = newOrder();
        deliveryOrderCanceled(order, product, 3);
        awaitIdle();
        assertThat(status(order)).isEqualTo("Canceled");
        deliveryOrdered(order, product, 3);
        packingConfirmed(order, product, 3);
        awaitIdle();
        assertThat(status(order)).isEqualTo("Canceled");
        assertStock(product, 10, 0, 0);
        assertThat(topic.typesOf(order)).isEmpty();
    }

    @Test
    void theGoodsOfOneProductAreNotThoseOfAnother() {
        productRegistered("1", 10);
        productRegistered("2", 20);
        awaitIdle();
        String idTwo = "2";
        long order = newOrder();
        deliveryOrdered(order, idTwo, 20);
        packingConfirmed(order, idTwo, 20);
        awaitIdle();
        assertStock("1", 10, 0, 0);
        assertStock("2", 0, 0, 0);
        assertThat(ledger("1")).containsExactly("Registered 10");
        assertThat(jdbc.queryForObject("select count(*) from stock where product_id in ('1', '2')", Long.class))
                .isEqualTo(2);
    }

    /** R: registered, D: ordered, P: packed, C: cancelled. Every order of arrival, with and without repetitions. */
    @ParameterizedTest
    @ValueSource(strings = {"RDP", "RDPC", "DDPPCC", "RDDPP", "RRDPC", "RDPPC", "RDPCC"})
    void anyOrderOfArrivalEndsInTheSameFigures(String events) {
        Set<String> sequences = new LinkedHashSet<>();
        permute("", events, sequences);
        boolean canceled = events.contains("C");
        boolean registered = events.contains("R");
        record Run(String sequence, String product, long order) {}
        List<Run> runs = sequences.stream()
                .map(s -> new Run(s, newProduct(), newOrder()))
                .toList();
        for (int step = 0; step < events.length(); step++) {
            for (Run run : runs) {
                switch (run.sequence().charAt(step)) {
                    case 'R' -> productRegistered(run.product(), 10);
                    case 'D' -> deliveryOrdered(run.order(), run.product(), 3);
                    case 'P' -> packingConfirmed(run.order(), run.product(), 3);
                    default -> deliveryOrderCanceled(run.order(), run.product(), 3);
                }
            }
            awaitIdle();
        }
        Map<String, String> ends = new HashMap<>();
        for (Run run : runs) {
            if (registered) {
                JsonNode stock =
                        http.get("/stocks/" + run.product()).isStatus(200).json();
                ends.put(run.sequence(), stock.path("stockQty") + " " + stock.path("stockAssignQty"));
            } else {
                ends.put(
                        run.sequence(),
                        jdbc
                                        .queryForList(
                                                "select stock_qty + stock_assign_qty + waiting from stock where product_id = ?",
                                                Integer.class,
                                                run.product())
                                        .stream()
                                        .anyMatch(i -> i != 0)
                                ? "something is left"
                                : "nothing");
            }
            assertThat(status(run.order()))
                    .as(run.sequence())
                    .isIn(canceled ? List.of("Released", "Restocked", "Canceled") : List.of("Settled"));
        }
        assertThat(ends.values()).as("%s", ends).containsOnly(registered ? canceled ? "10 0" : "7 0" : "nothing");
    }

    /** The same, with all events of an order close together, so that a batch holds several of them. */
    @Test
    void anyOrderOfArrivalWithinABatchEndsInTheSameFigures() {
        String product = productWith(1000);
        Set<String> sequences = new LinkedHashSet<>();
        permute("", "DDPPCC", sequences);
        permute("", "DDPP", sequences);
        List<Long> orders = newOrders(sequences.size());
        int i = 0;
        for (String sequence : sequences) {
            long order = orders.get(i++);
            for (char event : sequence.toCharArray()) {
                switch (event) {
                    case 'D' -> deliveryOrdered(order, product, 3);
                    case 'P' -> packingConfirmed(order, product, 3);
                    default -> deliveryOrderCanceled(order, product, 3);
                }
            }
        }
        awaitIdle();
        assertStock(product, 1000 - 6 * 3, 0, 0);
    }

    private static void permute(String done, String left, Set<String> into) {
        if (left.isEmpty()) {
            into.add(done);
        }
        for (int i = 0; i < left.length(); i++) {
            permute(done + left.charAt(i), left.substring(0, i) + left.substring(i + 1), into);
        }
    }

    @Test
    void twoHundredOrdersAtOnceForAStockOfOneHundred() {
        String product = productWith(100);
        List<Long> orders = newOrders(200);
        List<Long> shuffled = new ArrayList<>(orders);
        Collections.shuffle(shuffled);
        Stream.of(shuffled.subList(0, 100), shuffled.subList(100, 200))
                .map(half -> CompletableFuture.runAsync(() -> half.forEach(o -> deliveryOrdered(o, product, 1))))
                .toList()
                .forEach(CompletableFuture::join);
        awaitIdle();
        assertStock(product, 100, 100, 100);
        List<Long> assigned = withStatus(orders, "Assigned");
        List<Long> waiting = withStatus(orders, "Waiting");
        assertThat(assigned).hasSize(100);
        assertThat(topic.published().stream()
                        .filter(e -> e.type().equals("StockAssigned"))
                        .map(e -> Long.valueOf(e.key()))
                        .filter(orders::contains))
                .containsExactlyInAnyOrderElementsOf(assigned);

        assigned.subList(0, 50).forEach(o -> deliveryOrderCanceled(o, product, 1));
        awaitIdle();
        assertStock(product, 100, 100, 50);
        assertThat(withStatus(orders, "Assigned"))
                .as("the next fifty by order of arrival")
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(assigned.subList(50, 100).stream(), waiting.subList(0, 50).stream())
                                .toList());
    }

    /** More than is served in one transaction. */
    @Test
    void aLongLineIsServedToItsEnd() {
        String product = newProduct();
        List<Long> orders = newOrders(450);
        orders.forEach(o -> deliveryOrdered(o, product, 2));
        awaitIdle();
        productRegistered(product, 801);
        awaitIdle();
        assertStock(product, 801, 800, 50);
        assertThat(statuses(orders.subList(0, 400))).containsOnly("Assigned");
        move(product, "Received", 1000).isStatus(201);
        assertThat(statuses(orders)).containsOnly("Assigned");
        assertStock(product, 1801, 900, 0);
        orders.forEach(o -> assertThat(topic.typesOf(o)).containsExactly("StockShort", "StockAssigned"));
    }

    @Test
    void theLineIsSeenWithEachOnesPosition() {
        String product = productWith(2);
        List<Long> orders = newOrders(5);
        deliveryOrdered(orders.get(0), product, 2);
        awaitIdle();
        orders.subList(1, 5).forEach(o -> deliveryOrdered(o, product, 1));
        awaitIdle();
        String path = "/stocks/" + product + "/reservations";
        JsonNode all = http.get(path).isStatus(200).json();
        List<JsonNode> rows = all.at("/_embedded/reservations").valueStream().toList();
        assertThat(rows.stream().map(r -> r.path("id").asLong())).containsExactlyElementsOf(orders);
        assertThat(rows.stream().map(r -> r.path("status").asString()))
                .containsExactly("Assigned", "Waiting", "Waiting", "Waiting", "Waiting");
        assertThat(rows.get(0).has("position")).isFalse();
        assertThat(rows.stream().skip(1).map(r -> r.path("position").asInt())).containsExactly(1, 2, 3, 4);
        assertThat(rows.get(1).path("orderId").asString()).isEqualTo("M-" + orders.get(1));
        assertThat(rows.get(1).path("qty").asInt()).isEqualTo(1);
        assertThat(rows.get(1).has("version")).isFalse();
        assertThat(rows.get(1).at("/_links/self/href").asString()).endsWith(path + "/" + orders.get(1));

        JsonNode second =
                http.get(path + "?status=Waiting&page=1&size=2").isStatus(200).json();
        assertThat(second.at("/_embedded/reservations")
                        .valueStream()
                        .map(r ->
                                r.path("id").asLong() + " " + r.path("position").asInt()))
                .containsExactly(orders.get(3) + " 3", orders.get(4) + " 4");
        assertThat(second.at("/page/totalElements").asInt()).isEqualTo(4);
        assertThat(second.at("/_links/prev/href").asString()).contains("status=Waiting", "page=0", "size=2");

        JsonNode one = http.get(path + "/" + orders.get(2)).isStatus(200).json();
        assertThat(one.path("position").asInt()).isEqualTo(2);
        http.get(path + "/999999").isProblem(404, "not-found");
        http.get("/stocks/" + newProduct() + "/reservations").isProblem(404, "not-found");
        JsonNode backwards =
                http.get(path + "?sort=id,desc&size=3").isStatus(200).json();
        assertThat(backwards
                        .at("/_embedded/reservations")
                        .valueStream()
                        .map(r ->
                                r.path("id").asLong() + " " + r.path("position").asInt()))
                .containsExactly(orders.get(4) + " 4", orders.get(3) + " 3", orders.get(2) + " 2");
        http.get(path + "?status=Foo").refusesField("status");
        http.get(path + "?sort=qty").refusesField("sort");
        http.get(path + "?size=0").refusesField("size");
        http.get(path + "/x").isProblem(400, "invalid-request");
    }

    @Test
    void productsWithALineAreFound() {
        String product = productWith(0);
        deliveryOrdered(newOrder(), product, 1);
        String other = productWith(1);
        awaitIdle();
        List<String> found = http.get("/stocks/search/findShort?size=1000")
                .isStatus(200)
                .json()
                .at("/_embedded/stocks")
                .valueStream()
                .map(s -> s.path("productId").asString())
                .toList();
        assertThat(found).contains(product).doesNotContain(other);
    }

    private List<Long> withStatus(List<Long> orders, String status) {
        List<String> statuses = statuses(orders);
        return IntStream.range(0, orders.size())
                .filter(i -> statuses.get(i).equals(status))
                .mapToObj(orders::get)
                .toList();
    }
}
