package io.smartwms.systemtest;

import static io.smartwms.systemtest.Mall.A_WHILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartwms.chaos.Api;
import io.smartwms.chaos.RunningSystem;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The whole system as {@code wms up} starts it: the services share a process. */
class OneProcessTest {

    private static RunningSystem system;
    private static Mall mall;
    private static Api.Answer firstCancel;

    @BeforeAll
    static void up() {
        system = RunningSystem.start(Rest.folder(), Map.of());
        mall = new Mall(system.gateway());
        firstCancel = system.gateway().delete("/orders/" + mall.order("P-unknown", 1));
    }

    @AfterAll
    static void down() {
        if (system != null) {
            system.close();
        }
    }

    @AfterEach
    void everythingHolds() throws InterruptedException {
        Rest.holds(system);
    }

    @Test
    void theFirstCancelAfterAStartIsGranted() {
        assertThat(firstCancel.is(200).text("orderStatus")).isEqualTo("OrderCanceled");
    }

    /** The seed's load test: two hundred clients at once, for a product that is registered only afterwards. */
    @Test
    void aBurstIsTakenWholeAndShippedWhenItsProductComes() throws Exception {
        String product = "P-" + UUID.randomUUID();
        Map<String, ?> order = Map.of("orderId", "1", "productId", product, "orderStatus", "Ordered");
        ExecutorService clients = Executors.newFixedThreadPool(200);
        List<Future<Api.Answer>> answers;
        try {
            answers = clients.invokeAll(IntStream.range(0, 1_000)
                    .<Callable<Api.Answer>>mapToObj(i -> () -> system.gateway().post("/orders", order))
                    .toList());
        } finally {
            clients.shutdown();
        }
        for (Future<Api.Answer> answer : answers) {
            answer.get().is(201);
        }
        assertThat(ordersOf(product)).hasSize(1_000);
        system.gateway()
                .post("/products", Map.of("productId", product, "stockIncreaseQty", 1_000))
                .is(201);
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(ordersOf(product))
                        .allMatch(
                                o -> o.path("deliveryOrderStatus").asString("").equals("LogisticsInterfaced")));
        assertThat(mall.stock(product).path("stockQty").asInt()).isZero();
    }

    private static List<JsonNode> ordersOf(String product) {
        return system.service("order").all("orders").values().stream()
                .filter(o -> o.path("productId").asString().equals(product))
                .toList();
    }

    @Test
    void killedTogetherTheServicesLoseNothingThatWasAnswered() throws Exception {
        String product = mall.newProduct(1_000_000);
        mall.awaitStock(product);
        Load load = new Load(mall, product);
        try (load) {
            for (int round = 0; round < 3; round++) {
                int before = load.answered();
                await().atMost(A_WHILE).until(() -> load.answered() > before + 20);
                system.kill("order");
                system.up();
            }
        }
        load.everyAnswerIsKept(system.service("order").all("orders"));
    }
}
