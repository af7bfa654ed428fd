package io.smartwms.bench;

import io.smartwms.harness.Api;
import io.smartwms.harness.RunningSystem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** How far the orders have come that are placed from now on. */
final class Journey {

    /** Without an order more at its end for so long, the system stands still. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final RunningSystem system;
    private final long taken;
    private final long managers;
    private final long customers;

    private Journey(RunningSystem system) {
        this.system = system;
        this.taken = orders(system);
        this.managers = managers();
        this.customers = customers();
    }

    /** Looks from now on. No order may be under way; the views may have more that are at their end than were ever placed. */
    static Journey begin(RunningSystem system) {
        return new Journey(system);
    }

    /** How many orders have ever been taken. */
    static long orders(RunningSystem system) {
        return total(system.gateway(), "/orders?size=1");
    }

    /** Waits until all orders taken since the beginning have been handed over or cancelled, in both views. */
    void awaitEnd() throws InterruptedException {
        long orders = orders(system) - taken;
        long done = -1;
        long moved = System.nanoTime();
        while (done < orders) {
            // Often enough to tell the time, seldom enough not to take it.
            TimeUnit.MILLISECONDS.sleep(200);
            long now = managers() - managers;
            if (now >= orders) {
                now = customers() - customers;
            }
            if (now != done) {
                moved = System.nanoTime();
            } else if (System.nanoTime() - moved > PATIENCE.toNanos()) {
                throw new IllegalStateException(
                        "The system stands still with %d of %d orders at their end".formatted(done, orders));
            }
            done = now;
        }
    }

    /** Waits until exactly what was ordered has left the house, and no more is put aside for anybody. */
    static void awaitSettled(RunningSystem system) throws InterruptedException {
        long left = (long) Orders.PRODUCTS * Orders.IN_THE_HOUSE - orders(system);
        long begin = System.nanoTime();
        while (true) {
            List<JsonNode> stocks =
                    List.copyOf(system.service("stock").all("stocks").values());
            long onHand = sum(stocks, "stockQty");
            long assigned = sum(stocks, "stockAssignQty");
            if (onHand == left && assigned == 0) {
                return;
            }
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IllegalStateException(
                        "On hand are %d and not %d, %d of them assigned".formatted(onHand, left, assigned));
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static long sum(List<JsonNode> stocks, String property) {
        return stocks.stream().mapToLong(stock -> stock.path(property).asLong()).sum();
    }

    private long managers() {
        JsonNode summary =
                system.gateway().get("/deliveryPages/summary").is(200).json();
        return summary.path("shipped").asLong() + summary.path("canceled").asLong();
    }

    private long customers() {
        return customers("LogisticsInterfaced") + customers("DeliveryOrderCanceled");
    }

    private long customers(String status) {
        return total(system.gateway(), "/orderPages/search/findByDeliveryStatus?size=1&deliveryStatus=" + status);
    }

    /** How many rows a list has. */
    static long total(Api api, String list) {
        return api.get(list).is(200).json().path("page").path("totalElements").asLong();
    }
}
