package io.smartwms.bench;

import io.smartwms.bench.Load.Request;
import io.smartwms.harness.RunningSystem;
import java.sql.Connection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the views cost with a thousand orders and with a million: to read, and for those who go on taking orders. */
final class Views implements Case {

    private static final int CONNECTIONS = 10;
    private static final int PER_SECOND = 50;
    private static final int FEW = 1_000;
    private static final int FLOW = 5_000;

    private final int many;

    Views(int many) {
        this.many = many;
    }

    @Override
    public void measure(Setting setting, Measurement found) throws Exception {
        try (Engine engine = Engine.start(setting.kind(), setting.folder());
                RunningSystem system = RunningSystem.start(setting.folder().resolve("system"), engine.environment())) {
            Orders.stock(system.gateway());
            warmUp(setting, system);
            String group = "views on " + setting.kind() + ", the others meanwhile";
            Figure flowBefore = found.figure(group, "flow with empty views", "orders/s");
            Figure flowAfter = found.figure(group, "flow with full views", "orders/s")
                    .of(flowBefore)
                    .atLeast(0.9);
            Figure intakeBefore = found.figure(group, "intake with empty views", "orders/s");
            Figure intakeAfter = found.figure(group, "intake with full views", "orders/s")
                    .of(intakeBefore)
                    .atLeast(0.9);
            flow(setting, system, flowBefore);
            intake(setting, system, intakeBefore);
            fill(setting, engine, system, FEW, 0);
            read(setting, found, system, FEW);
            fill(setting, engine, system, many, FEW);
            read(setting, found, system, many);
            warmUp(setting, system);
            flow(setting, system, flowAfter);
            intake(setting, system, intakeAfter);
        }
    }

    private static void warmUp(Setting setting, RunningSystem system) throws Exception {
        WarmUp.of("views", setting, () -> Flow.run(system, FLOW).perSecond());
    }

    private static void flow(Setting setting, RunningSystem system, Figure figure) throws Exception {
        for (int round = 1; round <= setting.rounds(); round++) {
            figure.add(Flow.run(system, FLOW).perSecond());
        }
    }

    private static void intake(Setting setting, RunningSystem system, Figure figure) throws InterruptedException {
        Journey journey = Journey.begin(system);
        for (int round = 1; round <= setting.rounds(); round++) {
            figure.add(Intake.orders(system.gateway())
                    .full(Duration.ofSeconds(setting.seconds()))
                    .perSecond());
            journey.awaitEnd();
        }
    }

    private static void fill(Setting setting, Engine engine, RunningSystem system, int rows, int from)
            throws Exception {
        setting.tell("views: %,d orders are written", rows);
        system.wms("down");
        for (ViewRows.Table table : ViewRows.Table.values()) {
            try (Connection connection = engine.open(system, table)) {
                ViewRows.write(connection, table, from, rows);
            }
        }
        system.up();
    }

    private static void read(Setting setting, Measurement found, RunningSystem system, int rows) {
        Map<String, String> reads = new LinkedHashMap<>();
        reads.put("customer: one order", "/orderPages/" + ViewRows.FIRST);
        reads.put("customer: the newest", "/orderPages?sort=id,desc");
        reads.put("customer: a page in the middle", "/orderPages?page=" + rows / 40);
        reads.put("customer: by mall's number", "/orderPages/search/findByOrderId?orderId=Y-7");
        reads.put("customer: by product", "/orderPages/search/findByProductId?productId=P-7");
        reads.put("customer: by order's status", "/orderPages/search/findByOrderStatus?orderStatus=Ordered");
        reads.put(
                "customer: by delivery status",
                "/orderPages/search/findByDeliveryStatus?deliveryStatus=PackingOrdered");
        reads.put("manager: summary", "/deliveryPages/summary");
        reads.put("manager: the newest", "/deliveryPages?sort=id,desc");
        reads.put("manager: a page in the middle", "/deliveryPages?page=" + rows / 40);
        reads.put(
                "manager: longest in a stage",
                "/deliveryPages/search/findByStage?stage=PackingOrdered&sort=stageDate,asc");
        reads.put(
                "manager: by delivery order's status",
                "/deliveryPages/search/findByDeliveryOrderStatus?deliveryOrderStatus=DeliveryOrderPacked");
        reads.put(
                "manager: by picking's status",
                "/deliveryPages/search/findByPickingStatus?pickingStatus=PickingConfirmed");
        reads.put(
                "manager: by packing's status",
                "/deliveryPages/search/findByPackingStatus?packingStatus=PackingConfirmed");
        Duration length = Duration.ofSeconds(Math.max(2, setting.seconds() / 2));
        String group = "views on %s, %,d orders, %d reads a second".formatted(setting.kind(), rows, PER_SECOND);
        setting.tell("views: reading, %,d orders", rows);
        for (int round = 0; round <= setting.rounds(); round++) {
            for (Map.Entry<String, String> read : reads.entrySet()) {
                String path = read.getValue();
                Load.Result result = new Load(system.gateway().address(), CONNECTIONS, Request.get(session -> path))
                        .at(PER_SECOND, length);
                if (result.other() > 0) {
                    throw new IllegalStateException(path + " was not answered %d times".formatted(result.other()));
                }
                // The first round warms up.
                if (round > 0) {
                    found.figure(group, read.getKey() + ", p99", "ms")
                            .atMost(50)
                            .add(result.p99Millis());
                }
            }
        }
    }
}
