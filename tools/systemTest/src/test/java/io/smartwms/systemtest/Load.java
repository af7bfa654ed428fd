package io.smartwms.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.JsonNode;

/** Two malls that order, and now and then cancel, until it is closed: a light load, there to be interrupted. */
final class Load implements AutoCloseable {

    private final Map<String, Long> answered = new ConcurrentHashMap<>();
    private final AtomicBoolean stop = new AtomicBoolean();
    private final ExecutorService malls = Executors.newFixedThreadPool(2);
    private final List<Future<Void>> running = new ArrayList<>();

    Load(Mall mall, String product) {
        for (int i = 0; i < 2; i++) {
            running.add(malls.submit(() -> {
                while (!stop.get()) {
                    mall.orderUntilAnswered(product, answered, stop::get);
                    TimeUnit.MILLISECONDS.sleep(200);
                }
                return null;
            }));
        }
    }

    int answered() {
        return answered.size();
    }

    /** Ends it. */
    @Override
    public void close() throws InterruptedException, ExecutionException {
        stop.set(true);
        malls.shutdown();
        assertThat(malls.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        for (Future<Void> mall : running) {
            mall.get();
        }
    }

    /** Every answer is kept: its order is there, under its number, and there is one for each key. */
    void everyAnswerIsKept(Map<String, JsonNode> orders) {
        Map<String, Integer> perKey = new ConcurrentHashMap<>();
        orders.values().forEach(o -> perKey.merge(o.path("orderId").asString(), 1, Integer::sum));
        answered.forEach((key, id) -> {
            assertThat(orders.get(id.toString()).path("orderId").asString())
                    .as("order %s", id)
                    .isEqualTo(key);
            assertThat(perKey.get(key)).as("orders of key %s", key).isEqualTo(1);
        });
    }
}
