package io.smartwms.bench;

import io.smartwms.harness.Api;
import io.smartwms.harness.Invariants;
import io.smartwms.harness.RunningSystem;
import io.smartwms.harness.Topic;
import io.smartwms.harness.Violation;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How fast orders go from their POST to the carrier, with both views caught up, and how soon a customer sees an order. */
final class Flow implements Case {

    private static final int CONNECTIONS = 50;
    /** Those that can have several processes. */
    private static final List<String> REPLICATED = List.of("order", "deliveryOrder", "stock");

    /**
     * One time through.
     *
     * @param seconds from the first {@code POST} to the last hand-over
     */
    record Run(long orders, double seconds) {

        double perSecond() {
            return orders / seconds;
        }
    }

    private final int orders;

    Flow(int orders) {
        this.orders = orders;
    }

    @Override
    public void measure(Setting setting, Measurement found) throws Exception {
        try (Engine engine = Engine.start(setting.kind(), setting.folder());
                RunningSystem system = start(setting, engine)) {
            String processes = setting.replicas() > 1
                    ? ", %d processes of %s".formatted(setting.replicas(), String.join(", ", REPLICATED))
                    : "";
            String group = "flow on " + setting.kind() + processes + ", " + orders + " orders of " + Orders.PRODUCTS
                    + " products";
            Orders.stock(system.gateway());
            List<String> desks = desks(setting, system);
            WarmUp.of("flow", setting, () -> run(system, desks, orders / 4).perSecond());
            List<ProcessHandle> all = new ArrayList<>(system.processes());
            all.addAll(engine.processes());

            Figure limit = found.figure(group, "limit: events through the broker, nothing else", "events/s");
            Figure events = found.figure(group, "events", "events/s").of(limit);
            Figure rate = found.figure(group, "from the first POST to the last hand-over", "orders/s");
            if (setting.replicas() == 1) {
                rate.atLeast(500);
            }
            Figure cpu = found.figure(group, "processor time of the system for an order", "ms");
            for (int round = 1; round <= setting.rounds(); round++) {
                setting.tell("flow: round %d of %d", round, setting.rounds());
                limit.add(new BrokerLimit(system.broker()).perSecond(10 * orders));
                double before = Usage.cpuSeconds(all);
                long said = events(system);
                Run run = run(system, desks, orders);
                rate.add(run.perSecond());
                events.add((events(system) - said) / run.seconds());
                cpu.add(1000 * (Usage.cpuSeconds(all) - before) / run.orders());
            }
            if (setting.replicas() > 1) {
                Figure waiting = found.figure(group, "wait for another's row or lock, on average", "sessions");
                for (int round = 1; round <= setting.rounds(); round++) {
                    waiting.add(waiting(setting, engine, () -> run(system, desks, orders)));
                }
            }
            found.figure(group, "memory under load", "MB").add(Usage.megabytes(system.processes()));

            int half = (int) (rate.median() / 2);
            Figure p99 = found.figure(group, "p99 from POST to orderPages at half of that", "ms")
                    .atMost(1000);
            Journey journey = Journey.begin(system);
            for (int round = 1; round <= setting.rounds(); round++) {
                setting.tell("flow: round %d of %d at half the rate", round, setting.rounds());
                p99.add(lag(system, half, Duration.ofSeconds(2L * setting.seconds())));
                journey.awaitEnd();
            }
            Journey.awaitSettled(system);
            if (setting.replicas() > 1) {
                hold(Invariants.of(system));
            }
            rebuild(setting, found, system);
        }
    }

    private static RunningSystem start(Setting setting, Engine engine) {
        Path folder = setting.folder().resolve("system");
        if (setting.replicas() == 1) {
            return RunningSystem.start(folder, engine.environment());
        }
        setting.tell("flow: starting %d processes of %s", setting.replicas(), String.join(", ", REPLICATED));
        RunningSystem system = RunningSystem.start(folder, engine.environment());
        for (int number = 2; number <= setting.replicas(); number++) {
            for (String service : REPLICATED) {
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

    /** Where orders can be placed: through the gateway, and at the processes of order that it does not know. */
    private static List<String> desks(Setting setting, RunningSystem system) {
        return Stream.concat(
                        Stream.of(system.gateway().address()),
                        IntStream.rangeClosed(2, setting.replicas())
                                .mapToObj(number ->
                                        system.process("order#" + number).address()))
                .toList();
    }

    /** How many sessions wait for another one, on average, while the run goes on. */
    private static double waiting(Setting setting, Engine engine, Callable<Run> run) throws Exception {
        try (Connection connection = engine.administrator()) {
            LockWatch watch = new LockWatch(connection);
            FutureTask<Void> looking = new FutureTask<>(watch, null);
            new Thread(looking).start();
            run.call();
            watch.stop();
            looking.get();
            setting.tell("flow: %.2f sessions wait: %s", watch.average(), watch.whoWaits());
            return watch.average();
        }
    }

    /** Places orders through the gateway as fast as they are taken, and waits until the last is handed over. */
    static Run run(RunningSystem system, int orders) throws Exception {
        return run(system, List.of(system.gateway().address()), orders);
    }

    /**
     * Places orders at all desks at once.
     *
     * @param orders rounded down to what all connections place alike
     */
    private static Run run(RunningSystem system, List<String> desks, int orders) throws Exception {
        Journey journey = Journey.begin(system);
        long begin = System.nanoTime();
        int connections = CONNECTIONS / desks.size();
        List<FutureTask<Load.Result>> loads = desks.stream()
                .map(desk -> new Load(desk, connections, Orders.place()))
                .map(load -> new FutureTask<>(() -> load.times(orders / desks.size())))
                .toList();
        loads.forEach(load -> new Thread(load).start());
        long taken = 0;
        for (FutureTask<Load.Result> load : loads) {
            if (load.get().other() > 0) {
                throw new IllegalStateException(load.get().other() + " orders were not taken");
            }
            taken += load.get().done();
        }
        journey.awaitEnd();
        return new Run(taken, (System.nanoTime() - begin) / 1e9);
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
