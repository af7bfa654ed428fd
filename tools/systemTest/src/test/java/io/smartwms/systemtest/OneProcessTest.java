package io.smartwms.systemtest;

import static io.smartwms.systemtest.Mall.A_WHILE;
import static io.smartwms.systemtest.Mall.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartwms.harness.Api;
import io.smartwms.harness.RunningSystem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import tools.jackson.databind.JsonNode;

/** The whole system as {@code wms up} starts it: the services share a process. */
class OneProcessTest {

    private static RunningSystem system;
    private static Mall mall;
    private static long first;
    private static Api.Answer firstCancel;

    @BeforeAll
    static void up() {
        system = RunningSystem.start(Quiescence.folder(), Map.of());
        mall = new Mall(system.gateway());
        first = mall.order("P-unknown", 1);
        firstCancel = system.gateway().delete("/orders/" + first);
    }

    @AfterAll
    static void down() {
        if (system != null) {
            system.close();
        }
    }

    @AfterEach
    void everythingHolds() throws InterruptedException {
        Quiescence.holds(system);
    }

    /** In time or not, it is no failure of ours, and what it asked for is done once. */
    @Test
    void theFirstCancelAfterAStartIsGrantedOrToBeRepeated() {
        assertThat(firstCancel.status()).isIn(200, 503);
        assertThat(mall.cancel(first).is(200).text("orderStatus")).isEqualTo("OrderCanceled");
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
        eventually(() -> assertThat(ordersOf(product))
                .allMatch(o -> o.path("deliveryOrderStatus").asString("").equals("LogisticsInterfaced")));
        // The stock service hears of a packing when it does, before or after the carrier.
        eventually(
                () -> assertThat(mall.stock(product).path("stockQty").asInt()).isZero());
    }

    private static List<JsonNode> ordersOf(String product) {
        return system.service("order").all("orders").values().stream()
                .filter(o -> o.path("productId").asString().equals(product))
                .toList();
    }

    /** Whoever comes first, the cancel or the packer: each order ends on one side, and the stock is exact. */
    @Test
    void aThousandCancelsThatRaceWithPackingEachEndOnOneSide() throws Exception {
        String product = mall.newProduct(1_000);
        mall.awaitStock(product);
        ExecutorService clients = Executors.newFixedThreadPool(8);
        List<Future<Integer>> answers;
        try {
            answers = clients.invokeAll(IntStream.range(0, 1_000)
                    .<Callable<Integer>>mapToObj(i -> () -> {
                        long id = mall.order(product, 1);
                        // The race itself: the longer, the further the order has come, and some have arrived.
                        if (i % 10 == 0) {
                            mall.awaitStage(id, "LogisticsInterfaced");
                        } else {
                            TimeUnit.MILLISECONDS.sleep(i * 7 % 400);
                        }
                        return system.gateway().delete("/orders/" + id).status();
                    })
                    .toList());
        } finally {
            clients.shutdown();
        }
        Map<Integer, Integer> byStatus = new TreeMap<>();
        for (Future<Integer> answer : answers) {
            byStatus.merge(answer.get(), 1, Integer::sum);
        }
        assertThat(byStatus.keySet()).as("%s", byStatus).contains(200, 409).isSubsetOf(200, 409, 503);
        Quiescence.await(system);
        long canceled = ordersOf(product).stream()
                .filter(o -> o.path("orderStatus").asString().equals("OrderCanceled"))
                .count();
        assertThat(canceled).isBetween((long) byStatus.get(200), 1_000L - byStatus.get(409));
        assertThat(mall.stock(product).path("stockQty").asLong()).isEqualTo(canceled);
    }

    /** Where there is not enough processor for both, a request goes before an event: Linux runs the lower number first. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void threadsThatHearEventsComeBehindThoseThatAnswer() {
        // Of all services, only product hears nothing.
        eventually(() -> assertThat(niceness("events-"))
                .hasSize(RunningSystem.SERVICES.size() - 1)
                .containsOnly(10));
        // Those that carry virtual threads, where the JVM has them.
        String answering = Runtime.version().feature() < 21 ? "http-nio-" : "ForkJoinPool-1-";
        assertThat(niceness(answering)).isNotEmpty().containsOnly(0);
    }

    /** Of all threads of the system whose names begin so. */
    private static List<Integer> niceness(String name) {
        return system.processes().stream()
                .map(process -> new File("/proc/" + process.pid() + "/task").listFiles())
                .flatMap(Stream::of)
                .map(thread -> thread.toPath().resolve("stat"))
                .flatMap(OneProcessTest::read)
                .filter(stat -> stat.contains("(" + name))
                // From its state on the fields stand behind the name: the niceness is the seventeenth of these.
                .map(stat -> stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16])
                .map(Integer::valueOf)
                .toList();
    }

    /** Nothing of a thread that has just ended. */
    private static Stream<String> read(Path file) {
        try {
            return Stream.of(Files.readString(file));
        } catch (IOException gone) {
            return Stream.empty();
        }
    }

    @Test
    void killedTogetherTheServicesLoseNothingThatWasAnswered() throws Exception {
        String product = mall.newProduct(1_000_000);
        mall.awaitStock(product);
        Load load = new Load(mall, product);
        try (load) {
            await().atMost(A_WHILE).until(() -> load.answered() > 20);
            system.kill("order");
            system.up();
            int before = load.answered();
            await().atMost(A_WHILE).until(() -> load.answered() > before + 20);
        }
        load.everyAnswerIsKept(system.service("order").all("orders"));
    }
}
