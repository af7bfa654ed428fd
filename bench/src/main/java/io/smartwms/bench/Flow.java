package io.smartwms.bench;

import io.smartwms.chaos.Api;
import io.smartwms.chaos.Invariants;
import io.smartwms.chaos.RunningSystem;
import io.smartwms.chaos.Topic;
import io.smartwms.chaos.Violation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How fast orders go from their POST to the carrier, with both views caught up, and how soon a customer sees an order. */
final class Flow implements Case {

    private static final int CONNECTIONS = 50;

    private final int orders;

    Flow(int orders) {
        this.orders = orders;
    }

    @Override
    public void measure(Setting setting, Measurement found) throws Exception {
        try (Engine engine = Engine.start(setting.kind(), setting.folder());
                RunningSystem system = start(setting, engine)) {
            String processes = setting.replicas() > 1 ? ", " + setting.replicas() + " processes of each service" : "";
            String group = "flow on " + setting.kind() + processes + ", " + orders + " orders of " + Orders.PRODUCTS
                    + " products";
            Orders.stock(system.gateway());
            WarmUp.of("flow", setting, () -> orders / 4 / run(system, orders / 4));
            List<ProcessHandle> all = new ArrayList<>(system.processes());
            all.addAll(engine.processes());

            Figure limit = found.figure(group, "limit: events through the broker, nothing else", "events/s");
            Figure events = found.figure(group, "events", "events/s").of(limit);
            Figure rate = found.figure(group, "from the first POST to the last hand-over", "orders/s")
                    .atLeast(500);
            Figure cpu = found.figure(group, "processor time of the system for an order", "ms");
            for (int round = 1; round <= setting.rounds(); round++) {
                setting.tell("flow: round %d of %d", round, setting.rounds());
                limit.add(new BrokerLimit(system.broker()).perSecond(10 * orders));
                double before = Usage.cpuSeconds(all);
                long said = events(system);
                double seconds = run(system, orders);
                rate.add(orders / seconds);
                events.add((events(system) - said) / seconds);
                cpu.add(1000 * (Usage.cpuSeconds(all) - before) / orders);
            }
            found.figure(group, "memory under load", "MB").add(Usage.megabytes(system.processes()));

            int half = (int) (rate.median() / 2);
            Figure p99 = found.figure(group, "p99 from POST to orderPages at half of that", "ms")
                    .atMost(1000);
            for (int round = 1; round <= setting.rounds(); round++) {
                setting.tell("flow: round %d of %d at half the rate", round, setting.rounds());
                p99.add(lag(system, half, Duration.ofSeconds(2L * setting.seconds())));
                Journey.awaitEnd(system);
            }
            if (setting.replicas() > 1) {
                hold(Invariants.of(system));
            } else {
                // A view is rebuilt by one process of its service.
                rebuild(setting, found, system);
            }
        }
    }

    private static RunningSystem start(Setting setting, Engine engine) {
        Path folder = setting.folder().resolve("system");
        if (setting.replicas() == 1) {
            return RunningSystem.start(folder, engine.environment());
        }
        setting.tell("flow: starting %d processes of each service", setting.replicas());
        RunningSystem system = RunningSystem.start(folder, engine.environment(), "--separate");
        for (int number = 2; number <= setting.replicas(); number++) {
            for (String service : RunningSystem.SERVICES) {
                system.replicate(service + "#" + number, engine.environment(), Map.of());
            }
        }
        return system;
    }

    private static void hold(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw new IllegalStateException(violations.size() + " things do not hold, the first: " + violations.get(0));
        }
    }

    /** Places orders as fast as they are taken; returns how long it took until the last was handed over. */
    static double run(RunningSystem system, int orders) throws InterruptedException {
        long before = Journey.orders(system);
        long begin = System.nanoTime();
        Load.Result result = new Load(system.gateway().address(), CONNECTIONS, Orders.place()).times(orders);
        if (result.done() != orders) {
            throw new IllegalStateException("Of %d orders %d were taken".formatted(orders, result.done()));
        }
        Journey.awaitEnd(system, before + orders);
        return (System.nanoTime() - begin) / 1e9;
    }

    private static double lag(RunningSystem system, int perSecond, Duration length) throws InterruptedException {
        Lag lag = new Lag(system.gateway());
        Thread customer = new Thread(lag);
        customer.start();
        new Load(system.gateway().address(), CONNECTIONS, Orders.place()).at(perSecond, length);
        lag.stop();
        customer.join();
        return lag.p99();
    }

    private static void rebuild(Setting setting, Measurement found, RunningSystem system) {
        for (String view : List.of("customerCenter", "deliveryCenter")) {
            setting.tell("rebuilding %s", view);
            Api.Answer answer = system.service(view).post("/actuator/rebuild", Map.of());
            found.figure("rebuild on " + setting.kind(), view, "events/s")
                    .atLeast(20_000)
                    .add(answer.is(200).json().path("events").asDouble()
                            / answer.json().path("seconds").asDouble());
        }
    }

    /** How many are on the topic. */
    private static long events(RunningSystem system) {
        return new Topic(system.broker()).size();
    }
}
