package io.smartwms.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartwms.harness.Api;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.awaitility.core.ThrowingRunnable;
import tools.jackson.databind.JsonNode;

/** What a mall does with the system, through the gateway. */
record Mall(Api gateway) {

    static final Duration A_WHILE = Duration.ofSeconds(60);

    /** Waits until it holds. Another answer than the expected one, as of a service that is busy, is asked for again. */
    static void eventually(ThrowingRunnable holds) {
        await().atMost(A_WHILE).ignoreException(IllegalStateException.class).untilAsserted(holds);
    }

    String newProduct(int stock) {
        String productId = "P-" + UUID.randomUUID();
        gateway.post("/products", Map.of("productId", productId, "productName", "TV", "stockIncreaseQty", stock))
                .is(201);
        return productId;
    }

    long order(String productId, int qty) {
        return gateway.post("/orders", Map.of("productId", productId, "productName", "TV", "orderQty", qty))
                .is(201)
                .id();
    }

    /** Cancels; tries again, as it is told to, while the delivery centre does not answer in time. */
    Api.Answer cancel(long id) {
        return await().atMost(A_WHILE).until(() -> gateway.delete("/orders/" + id), answer -> answer.status() != 503);
    }

    /** Repeats the request until it is answered: the key makes that harmless. Every fifth order is cancelled. */
    void orderUntilAnswered(String product, Map<String, Long> answered, BooleanSupplier stop)
            throws InterruptedException {
        String key = UUID.randomUUID().toString();
        while (!stop.getAsBoolean()) {
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

    String stage(long id) {
        return gateway.get("/orders/" + id).is(200).text("deliveryOrderStatus");
    }

    void awaitStage(long id, String stage) {
        eventually(() -> assertThat(stage(id)).isEqualTo(stage));
    }

    void awaitStock(String productId) {
        await().atMost(A_WHILE).until(() -> gateway.get("/stocks/" + productId).ok());
    }

    JsonNode stock(String productId) {
        return gateway.get("/stocks/" + productId).is(200).json();
    }
}
