package io.smartwms.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The whole system, as its users start it: one process each, a real broker, real files. */
class WholeFlowTest {

    private static final Duration A_WHILE = Duration.ofSeconds(60);

    private static WmsSystem system;
    private static Api gateway;

    @BeforeAll
    static void up() {
        system = WmsSystem.start();
        gateway = system.gateway();
    }

    @AfterAll
    static void down() {
        if (system != null) {
            system.close();
        }
    }

    /** Each test leaves the system at rest and whole. */
    @AfterEach
    void everythingHolds() {
        Invariants invariants = new Invariants(system);
        invariants.awaitRest(Duration.ofMinutes(2));
        invariants.hold();
    }

    private static String newProduct(int stock) {
        String productId = "P-" + UUID.randomUUID();
        gateway.post("/products", Map.of("productId", productId, "productName", "TV", "stockIncreaseQty", stock))
                .is(201);
        return productId;
    }

    private static long order(String productId, int qty) {
        return gateway.post("/orders", Map.of("productId", productId, "productName", "TV", "orderQty", qty))
                .is(201)
                .id();
    }

    private static String stage(long id) {
        return gateway.get("/orders/" + id).is(200).text("deliveryOrderStatus");
    }

    private static void awaitStage(long id, String stage) {
        await().atMost(A_WHILE).untilAsserted(() -> assertThat(stage(id)).isEqualTo(stage));
    }

    private static void awaitStock(String productId) {
        await().atMost(A_WHILE).until(() -> gateway.get("/stocks/" + productId).ok());
    }

    private static JsonNode stock(String productId) {
        return gateway.get("/stocks/" + productId).is(200).json();
    }

    @Test
    void anOrderTravelsToTheCarrierByItselfAndEveryoneSeesIt() {
        String product = newProduct(10);
        long id = order(product, 3);
        awaitStage(id, "LogisticsInterfaced");

        for (String resource : List.of(
                "orders", "deliveryOrders", "deliveryPickings", "deliveryPackings", "orderPages", "deliveryPages")) {
            await().atMost(A_WHILE).untilAsserted(() -> {
                Api.Answer row = gateway.get("/" + resource + "/" + id).is(200);
                assertThat(row.id()).isEqualTo(id);
                assertThat(row.json().at("/_links/self/href").asString())
                        .isEqualTo(gateway.address() + "/" + resource + "/" + id);
            });
        }
        await().atMost(A_WHILE).untilAsserted(() -> {
            assertThat(stock(product).path("stockQty").asInt()).isEqualTo(7);
            assertThat(gateway.get("/deliveryPages/" + id).text("packingStatus"))
                    .isEqualTo("PackingConfirmed");
        });
        gateway.delete("/orders/" + id).isProblem(409);
    }

    @Test
    void aCancelTravelsBackAndGivesTheStockToTheNextInLine() {
        String product = newProduct(5);
        awaitStock(product);
        long waiting = order(product, 6);
        awaitStage(waiting, "StockShort");
        long behind = order(product, 5);
        awaitStage(behind, "StockShort");

        assertThat(gateway.delete("/orders/" + waiting).is(200).text("orderStatus"))
                .isEqualTo("OrderCanceled");
        awaitStage(behind, "LogisticsInterfaced");
        await().atMost(A_WHILE).untilAsserted(() -> {
            assertThat(gateway.get("/orderPages/" + waiting).text("orderStatus"))
                    .isEqualTo("OrderCanceled");
            assertThat(gateway.get("/deliveryPages/" + waiting).text("deliveryOrderStatus"))
                    .isEqualTo("DeliveryOrderCanceled");
        });
        gateway.delete("/orders/" + waiting).is(200);
    }

    @Test
    void ordersForAProductThatIsNotThereYetWaitAndAreShippedWhenItComes() {
        String product = "P-" + UUID.randomUUID();
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            ids.add(gateway.post("/orders", Map.of("orderId", "1", "productId", product, "orderStatus", "Ordered"))
                    .is(201)
                    .id());
        }
        ids.forEach(id -> awaitStage(id, "StockShort"));
        gateway.post("/products", Map.of("productId", product, "stockIncreaseQty", 20))
                .is(201);
        ids.subList(0, 20).forEach(id -> awaitStage(id, "LogisticsInterfaced"));
        assertThat(ids.subList(20, 30)).allMatch(id -> stage(id).equals("StockShort"));
        gateway.post("/stocks/" + product + "/movements", Map.of("reason", "Received", "qty", 10))
                .is(201);
        ids.forEach(id -> awaitStage(id, "LogisticsInterfaced"));
        JsonNode summary = gateway.get("/deliveryPages/summary").is(200).json();
        assertThat(summary.isObject()).isTrue();
    }

    @Test
    void aFrozenDeliveryCentreOpensTheCircuitForCancelsAndNothingElse() {
        String product = newProduct(100);
        awaitStock(product);
        long inLine = order(product, 200);
        awaitStage(inLine, "StockShort");
        system.freeze("deliveryOrder");
        long accepted;
        try {
            for (int i = 0; i < 10; i++) {
                Api.Answer refused = gateway.delete("/orders/" + inLine).isProblem(503);
                assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            }
            assertThat(system.service("order")
                            .get("/actuator/health")
                            .json()
                            .at("/components/circuit/details")
                            .toString())
                    .contains("open");
            assertThat(gateway.get("/orders/" + inLine).text("orderStatus")).isEqualTo("Ordered");
            accepted = order(product, 1);
        } finally {
            system.thaw("deliveryOrder");
        }
        // A cancel that got through while nobody waited for its answer may have cancelled the order already.
        await().atMost(A_WHILE)
                .untilAsserted(() -> gateway.delete("/orders/" + inLine).is(200));
        awaitStage(accepted, "LogisticsInterfaced");
    }

    @Test
    void ordersAreTakenWhileTheDeliveryCentreIsDownAndWorkedOffAfterwards() {
        String product = newProduct(100);
        system.kill("deliveryOrder");
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ids.add(order(product, 1));
        }
        gateway.delete("/orders/" + ids.get(0)).isProblem(503);
        gateway.get("/deliveryOrders/" + ids.get(0)).isProblem(503);
        system.revive("deliveryOrder");
        ids.forEach(id -> awaitStage(id, "LogisticsInterfaced"));
    }

    @Test
    void ordersAreTakenWhileTheBrokerIsDownAndWorkedOffAfterwards() {
        String product = newProduct(100);
        awaitStock(product);
        system.kill("broker");
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            ids.add(order(product, 1));
        }
        system.revive("broker");
        ids.forEach(id -> awaitStage(id, "LogisticsInterfaced"));
    }

    @Test
    void whoeverIsKilledUnderLoadNothingIsLostOrDoubled() throws Exception {
        String product = newProduct(1_000_000);
        awaitStock(product);
        Map<String, Long> answered = new ConcurrentHashMap<>();
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService malls = Executors.newFixedThreadPool(2);
        List<Future<Void>> running = new ArrayList<>();
        for (int mall = 0; mall < 2; mall++) {
            running.add(malls.submit(() -> {
                while (!stop.get()) {
                    orderUntilAnswered(product, answered, stop);
                    // The load is there to be interrupted, not to measure anything.
                    TimeUnit.MILLISECONDS.sleep(200);
                }
                return null;
            }));
        }
        try {
            for (String component : WmsSystem.COMPONENTS) {
                int before = answered.size();
                await().atMost(A_WHILE).until(() -> answered.size() > before + 20);
                system.kill(component);
                system.revive(component);
            }
        } finally {
            stop.set(true);
            malls.shutdown();
            assertThat(malls.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
        for (Future<Void> mall : running) {
            mall.get();
        }
        Map<String, JsonNode> orders = system.service("order").all("orders");
        Map<String, Integer> perKey = new ConcurrentHashMap<>();
        orders.values().forEach(o -> perKey.merge(o.path("orderId").asString(), 1, Integer::sum));
        answered.forEach((key, id) -> {
            assertThat(orders.get(id.toString()).path("orderId").asString())
                    .as("order %s", id)
                    .isEqualTo(key);
            assertThat(perKey.get(key)).as("orders of key %s", key).isEqualTo(1);
        });
    }

    /** A mall repeats its request until it is answered: the key makes that harmless. Every fifth order it cancels. */
    private static void orderUntilAnswered(String product, Map<String, Long> answered, AtomicBoolean stop)
            throws InterruptedException {
        String key = UUID.randomUUID().toString();
        while (!stop.get()) {
            Api.Answer answer =
                    gateway.post("/orders", Map.of("orderId", key, "productId", product), "Idempotency-Key", key);
            if (answer.ok()) {
                answered.put(key, answer.id());
                if (answer.id() % 5 == 0) {
                    gateway.delete("/orders/" + answer.id());
                }
                return;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @Test
    void aRebuiltViewEqualsTheLiveOne() {
        String product = newProduct(20);
        for (int i = 0; i < 10; i++) {
            order(product, 1);
        }
        new Invariants(system).awaitRest(A_WHILE);
        for (String[] view : new String[][] {{"customerCenter", "orderPages"}, {"deliveryCenter", "deliveryPages"}}) {
            Map<String, JsonNode> live = system.service(view[0]).all(view[1]);
            JsonNode summary = view[0].equals("deliveryCenter")
                    ? gateway.get("/deliveryPages/summary").json()
                    : null;
            system.wms("rebuild", view[0]);
            assertThat(system.service(view[0]).all(view[1])).isEqualTo(live);
            if (summary != null) {
                assertThat(gateway.get("/deliveryPages/summary").json()).isEqualTo(summary);
            }
        }
    }
}
