package io.smartwms.bench;

import io.smartwms.harness.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How long it takes from the POST of an order until its customer sees it, tried one order after the other. */
final class Lag implements Runnable {

    private static final long PAUSE_MILLIS = 20;

    private final Api gateway;
    private final List<Double> millis = new ArrayList<>();
    private volatile boolean running = true;

    Lag(Api gateway) {
        this.gateway = gateway;
    }

    @Override
    public void run() {
        try {
            while (running) {
                long begin = System.nanoTime();
                long id = gateway.post("/orders", Map.of("productId", "B-1"))
                        .is(201)
                        .id();
                while (!gateway.get("/orderPages/" + id).ok()) {
                    TimeUnit.MILLISECONDS.sleep(2);
                }
                millis.add((System.nanoTime() - begin) / 1e6);
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void stop() {
        running = false;
    }

    /** Of those tried; call it when the thread that tried has ended. */
    double p99() {
        List<Double> sorted = millis.stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1);
    }
}
