package io.smartwms.bench;

import io.smartwms.harness.Api;
import io.smartwms.harness.RunningSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How fast orders are taken: with only the gateway, order and the broker running, and with everything running and the orders
 * going on to the carrier meanwhile. The limits are an empty handler behind the same gateway, and plain JDBC.
 */
final class Intake implements Case {

    private static final int CONNECTIONS = 200;

    @Override
    public void measure(Setting setting, Measurement found) throws Exception {
        try (EmptyHandler empty = new EmptyHandler()) {
            few(setting, setting.folder().resolve("few"), found, empty);
            everything(setting, setting.folder().resolve("all"), found, empty);
        }
    }

    private static void few(Setting setting, Path folder, Measurement found, EmptyHandler empty) throws Exception {
        try (Engine engine = Engine.start(setting.kind(), folder);
                JdbcLimit jdbc = engine.limit();
                RunningSystem system = RunningSystem.in(folder.resolve("system"), engine.environment())) {
            setting.tell("intake: starting the broker, order and the gateway");
            for (String component : List.of("broker", "order", "gateway")) {
                system.revive(component);
            }
            few(setting, found, engine, jdbc, empty, system);
        }
    }

    private static void few(
            Setting setting, Measurement found, Engine engine, JdbcLimit jdbc, EmptyHandler empty, RunningSystem system)
            throws Exception {
        String group = "intake on " + setting.kind() + ", with gateway, order and broker";
        Duration length = Duration.ofSeconds(setting.seconds());
        Load nothing = emptyBehindGateway(system, empty);
        Load through = orders(system.gateway());
        Load direct = orders(system.service("order"));
        WarmUp.of("intake", setting, () -> {
            jdbc.perSecond(length);
            nothing.full(length);
            direct.full(length);
            return through.full(length).perSecond();
        });
        Figure limit1 = plainJdbc(found, group);
        Figure limit2 = emptyHandler(found, group);
        Figure gateway = found.figure(group, "orders through the gateway", "orders/s")
                .of(limit1, limit2)
                .atLeast(0.4);
        Figure straight = found.figure(group, "orders, direct", "orders/s").of(limit1);
        Figure cpu = found.figure(group, "processor time of the system for an order", "ms");
        Figure available =
                found.figure(group, "answered as they should be", "%").atLeast(100);
        for (int round = 1; round <= setting.rounds(); round++) {
            setting.tell("intake: round %d of %d", round, setting.rounds());
            limit1.add(jdbc.perSecond(length));
            limit2.add(nothing.full(length).perSecond());
            List<ProcessHandle> processes = new ArrayList<>(system.processes());
            processes.addAll(engine.processes());
            double before = Usage.cpuSeconds(processes);
            Load.Result result = through.full(length);
            cpu.add(1000 * (Usage.cpuSeconds(processes) - before) / result.done());
            gateway.add(result.perSecond());
            available.add(result.availability());
            straight.add(direct.full(length).perSecond());
        }
        int half = (int) (gateway.median() / 2);
        Figure p99 = p99(found, group);
        for (int round = 1; round <= setting.rounds(); round++) {
            p99.add(through.at(half, length).p99Millis());
        }
        found.figure(group, "memory under load", "MB").add(Usage.megabytes(system.processes()));
    }

    private static void everything(Setting setting, Path folder, Measurement found, EmptyHandler empty)
            throws Exception {
        try (Engine engine = Engine.start(setting.kind(), folder);
                JdbcLimit jdbc = engine.limit();
                RunningSystem system = RunningSystem.start(folder.resolve("system"), engine.environment())) {
            everything(setting, found, jdbc, empty, system);
        }
    }

    private static void everything(
            Setting setting, Measurement found, JdbcLimit jdbc, EmptyHandler empty, RunningSystem system)
            throws Exception {
        String group = "intake on " + setting.kind() + ", with everything running and the flow following";
        Duration length = Duration.ofSeconds(setting.seconds());
        Load nothing = emptyBehindGateway(system, empty);
        Load through = orders(system.gateway());
        Orders.stock(system.gateway());
        Journey journey = Journey.begin(system);
        WarmUp.of("intake with everything", setting, () -> {
            nothing.full(length);
            double rate = through.full(length).perSecond();
            journey.awaitEnd();
            return rate;
        });
        Figure limit1 = plainJdbc(found, group);
        Figure limit2 = emptyHandler(found, group);
        Figure gateway = found.figure(group, "orders through the gateway", "orders/s")
                .of(limit1, limit2)
                .atLeast(0.2);
        Figure available =
                found.figure(group, "answered as they should be", "%").atLeast(100);
        for (int round = 1; round <= setting.rounds(); round++) {
            setting.tell("intake: round %d of %d, with everything", round, setting.rounds());
            limit1.add(jdbc.perSecond(length));
            limit2.add(nothing.full(length).perSecond());
            Load.Result result = through.full(length);
            gateway.add(result.perSecond());
            available.add(result.availability());
            journey.awaitEnd();
        }
        int half = (int) (gateway.median() / 2);
        Figure p99 = p99(found, group);
        for (int round = 1; round <= setting.rounds(); round++) {
            p99.add(through.at(half, length).p99Millis());
            journey.awaitEnd();
        }
    }

    private static Figure plainJdbc(Measurement found, String group) {
        return found.figure(group, "limit: plain JDBC, 16 threads", "orders/s");
    }

    private static Figure emptyHandler(Measurement found, String group) {
        return found.figure(group, "limit: empty handler behind the gateway", "requests/s");
    }

    private static Figure p99(Measurement found, String group) {
        return found.figure(group, "p99 through the gateway at half of that", "ms")
                .atMost(100);
    }

    /** Orders over as many connections as intake is measured with. */
    static Load orders(Api api) {
        return new Load(api.address(), CONNECTIONS, Orders.place());
    }

    /** One more gateway like the first, which takes the empty handler for order. */
    private static Load emptyBehindGateway(RunningSystem system, EmptyHandler empty) {
        system.replicate("gateway#2", Map.of(), Map.of("wms.services.order", empty.address()));
        return new Load(system.process("gateway#2").address(), CONNECTIONS, Orders.place());
    }
}
