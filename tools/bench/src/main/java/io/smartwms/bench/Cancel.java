package io.smartwms.bench;

import io.smartwms.bench.Load.Request;
import io.smartwms.harness.Api;
import io.smartwms.harness.RunningSystem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** How fast orders are cancelled while the customer waits: when all is well, and with the circuit to deliveryOrder open. */
final class Cancel implements Case {

    private static final int CONNECTIONS = 10;
    private static final int ORDERS = 3_000;
    /** Often enough to keep the circuit busy, far below what the machine can do. */
    private static final int OPEN_PER_SECOND = 200;

    @Override
    public void measure(Setting setting, Measurement found) throws Exception {
        try (Engine engine = Engine.start(setting.kind(), setting.folder());
                EmptyHandler empty = new EmptyHandler();
                RunningSystem system = RunningSystem.in(setting.folder().resolve("system"), engine.environment())) {
            setting.tell("cancel: starting the broker, order, deliveryOrder and the gateway");
            for (String component : List.of("broker", "order", "deliveryOrder", "gateway")) {
                system.revive(component);
            }
            system.replicate("gateway#2", Map.of(), Map.of("wms.services.order", empty.address()));
            Load nothing =
                    new Load(system.process("gateway#2").address(), CONNECTIONS, Request.delete(s -> "/orders/1"));
            // The first ones of a cold system take longer than the circuit waits.
            WarmUp.of("cancel", setting, () -> {
                nothing.full(Duration.ofSeconds(setting.seconds()));
                return cancelAll(system).perSecond();
            });
            healthy(setting, found, nothing, system);
            open(setting, found, system);
        }
    }

    private static void healthy(Setting setting, Measurement found, Load nothing, RunningSystem system)
            throws InterruptedException {
        String group = "cancel on " + setting.kind() + ", " + CONNECTIONS + " customers";
        Figure limit = found.figure(group, "limit: empty handler behind the gateway", "requests/s");
        Figure rate = found.figure(group, "cancels", "cancels/s").of(limit);
        Figure granted = found.figure(group, "cancelled", "%").atLeast(100);
        Figure p99 = found.figure(group, "p99 at half of that", "ms").atMost(50);
        for (int round = 1; round <= setting.rounds(); round++) {
            setting.tell("cancel: round %d of %d", round, setting.rounds());
            limit.add(nothing.full(Duration.ofSeconds(setting.seconds())).perSecond());
            Load.Result result = cancelAll(system);
            rate.add(result.perSecond());
            granted.add(result.availability());
        }
        int half = Math.max(1, (int) (rate.median() / 2));
        for (int round = 1; round <= setting.rounds(); round++) {
            Load load = new Load(system.gateway().address(), CONNECTIONS, each(place(system)));
            p99.add(load.at(half, Duration.ofSeconds(ORDERS / half)).p99Millis());
        }
    }

    /** Every answer is a 503 here. */
    private static void open(Setting setting, Measurement found, RunningSystem system) throws Exception {
        setting.tell("cancel: deliveryOrder is killed, the circuit opens");
        long order = place(system);
        system.kill("deliveryOrder");
        Load load = new Load(system.gateway().address(), CONNECTIONS, Request.delete(session -> "/orders/" + order));
        WarmUp.of("cancel, circuit open", setting, () -> refused(load, setting));
        String group = "cancel on " + setting.kind() + ", circuit open";
        Figure p50 = found.figure(group, "median answer at " + OPEN_PER_SECOND + " a second", "ms");
        Figure p99 = found.figure(group, "p99 at " + OPEN_PER_SECOND + " a second", "ms")
                .atMost(5);
        Figure rate = found.figure(group, "answers", "answers/s");
        for (int round = 1; round <= setting.rounds(); round++) {
            Load.Result result = load.at(OPEN_PER_SECOND, Duration.ofSeconds(setting.seconds()));
            p50.add(result.p50Millis());
            p99.add(result.p99Millis());
            rate.add(refused(load, setting));
        }
    }

    /** Answers a second. */
    private static double refused(Load load, Setting setting) {
        Load.Result full = load.full(Duration.ofSeconds(setting.seconds()));
        return full.other() / full.seconds();
    }

    private static Load.Result cancelAll(RunningSystem system) throws InterruptedException {
        return new Load(system.gateway().address(), CONNECTIONS, each(place(system))).times(ORDERS);
    }

    /** Cancels each order from that one on, once. */
    private static Request each(long first) {
        AtomicLong next = new AtomicLong(first);
        return Request.delete(session -> "/orders/" + next.getAndIncrement());
    }

    /** Places orders and waits until deliveryOrder knows them; returns the number of the first. */
    private static long place(RunningSystem system) throws InterruptedException {
        Api gateway = system.gateway();
        long first = gateway.post("/orders", Map.of("productId", "B-1")).is(201).id() + 1;
        new Load(gateway.address(), CONNECTIONS, Orders.place()).times(ORDERS);
        long orders = Journey.orders(system);
        while (Journey.total(gateway, "/deliveryOrders?size=1") < orders) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return first;
    }
}
