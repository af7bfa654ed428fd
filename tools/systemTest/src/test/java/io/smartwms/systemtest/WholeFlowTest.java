package io.smartwms.systemtest;

import static io.smartwms.systemtest.Mall.A_WHILE;
import static io.smartwms.systemtest.Mall.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartwms.harness.Api;
import io.smartwms.harness.RunningSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The whole system with a process for each of its parts, so that each can be stopped and killed by itself. */
class WholeFlowTest {

    private static RunningSystem system;
    private static Api gateway;
    private static Mall mall;

    @BeforeAll
    static void up() {
        system = RunningSystem.start(Quiescence.folder(), Map.of(), "--separate");
        gateway = system.gateway();
        mall = new Mall(gateway);
    }

    @AfterAll
    static void down() {
        if (system != null) {
            system.close();
        }
    }

    /** Each test leaves the system at rest and whole. */
    @AfterEach
    void everythingHolds() throws InterruptedException {
        Quiescence.holds(system);
    }

    @Test
    void anOrderTravelsToTheCarrierByItselfAndEveryoneSeesIt() {
        String product = mall.newProduct(10);
        long id = mall.order(product, 3);
        mall.awaitStage(id, "LogisticsInterfaced");

        for (String resource : List.of(
                "orders", "deliveryOrders", "deliveryPickings", "deliveryPackings", "orderPages", "deliveryPages")) {
            eventually(() -> {
                Api.Answer row = gateway.get("/" + resource + "/" + id).is(200);
                assertThat(row.id()).isEqualTo(id);
                assertThat(row.json().at("/_links/self/href").asString())
                        .isEqualTo(gateway.address() + "/" + resource + "/" + id);
            });
        }
        eventually(() -> {
            assertThat(mall.stock(product).path("stockQty").asInt()).isEqualTo(7);
            assertThat(gateway.get("/deliveryPages/" + id).text("packingStatus"))
                    .isEqualTo("PackingConfirmed");
        });
        mall.cancel(id).isProblem(409);
    }

    @Test
    void aCancelTravelsBackAndGivesTheStockToTheNextInLine() {
        String product = mall.newProduct(5);
        mall.awaitStock(product);
        long waiting = mall.order(product, 6);
        mall.awaitStage(waiting, "StockShort");
        long behind = mall.order(product, 5);
        mall.awaitStage(behind, "StockShort");

        assertThat(mall.cancel(waiting).is(200).text("orderStatus")).isEqualTo("OrderCanceled");
        mall.awaitStage(behind, "LogisticsInterfaced");
        eventually(() -> {
            assertThat(gateway.get("/orderPages/" + waiting).text("orderStatus"))
                    .isEqualTo("OrderCanceled");
            assertThat(gateway.get("/deliveryPages/" + waiting).text("deliveryOrderStatus"))
                    .isEqualTo("DeliveryOrderCanceled");
        });
        mall.cancel(waiting).is(200);
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
        ids.forEach(id -> mall.awaitStage(id, "StockShort"));
        gateway.post("/products", Map.of("productId", product, "stockIncreaseQty", 20))
                .is(201);
        ids.subList(0, 20).forEach(id -> mall.awaitStage(id, "LogisticsInterfaced"));
        assertThat(ids.subList(20, 30)).allMatch(id -> mall.stage(id).equals("StockShort"));
        gateway.post("/stocks/" + product + "/movements", Map.of("reason", "Received", "qty", 10))
                .is(201);
        ids.forEach(id -> mall.awaitStage(id, "LogisticsInterfaced"));
        JsonNode summary = gateway.get("/deliveryPages/summary").is(200).json();
        assertThat(summary.isObject()).isTrue();
    }

    @Test
    void aFrozenDeliveryCentreOpensTheCircuitForCancelsAndNothingElse() {
        String product = mall.newProduct(100);
        mall.awaitStock(product);
        long inLine = mall.order(product, 200);
        mall.awaitStage(inLine, "StockShort");
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
            accepted = mall.order(product, 1);
        } finally {
            system.thaw("deliveryOrder");
        }
        // A cancel that got through while nobody waited for its answer may have cancelled the order already.
        mall.cancel(inLine).is(200);
        mall.awaitStage(accepted, "LogisticsInterfaced");
    }

    @Test
    void ordersAreTakenWhileTheDeliveryCentreIsDownAndWorkedOffAfterwards() {
        String product = mall.newProduct(100);
        system.kill("deliveryOrder");
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ids.add(mall.order(product, 1));
        }
        gateway.delete("/orders/" + ids.get(0)).isProblem(503);
        gateway.get("/deliveryOrders/" + ids.get(0)).isProblem(503);
        system.revive("deliveryOrder");
        ids.forEach(id -> mall.awaitStage(id, "LogisticsInterfaced"));
    }

    @Test
    void ordersAreTakenWhileTheBrokerIsDownAndWorkedOffAfterwards() {
        String product = mall.newProduct(100);
        mall.awaitStock(product);
        system.kill("broker");
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            ids.add(mall.order(product, 1));
        }
        system.revive("broker");
        ids.forEach(id -> mall.awaitStage(id, "LogisticsInterfaced"));
    }

    @Test
    void whicheverTwoAreKilledUnderLoadNothingIsLostOrDoubled() throws Exception {
        String product = mall.newProduct(1_000_000);
        mall.awaitStock(product);
        Load load = new Load(mall, product);
        try (load) {
            for (int i = 0; i < RunningSystem.COMPONENTS.size(); i += 2) {
                int before = load.answered();
                await().atMost(A_WHILE).until(() -> load.answered() > before + 20);
                RunningSystem.COMPONENTS.subList(i, i + 2).forEach(system::kill);
                system.up("--separate");
            }
        }
        load.everyAnswerIsKept(system.service("order").all("orders"));
    }

    @Test
    void aRebuiltViewEqualsTheLiveOne() throws InterruptedException {
        String product = mall.newProduct(20);
        for (int i = 0; i < 10; i++) {
            mall.order(product, 1);
        }
        Quiescence.await(system);
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
