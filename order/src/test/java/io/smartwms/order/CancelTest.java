package io.smartwms.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartwms.platform.test.Http;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class CancelTest extends OrderServiceTest {

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private Environment environment;

    @BeforeEach
    void healthyCentre() {
        CENTRE.reset();
        await().untilAsserted(() -> http.delete("/orders/" + newOrder("warm")).isStatus(200));
        CENTRE.reset();
    }

    @AfterEach
    void openTheGate() {
        CENTRE.recover();
    }

    private long newOrder(String orderId) {
        return http.post("/orders", "{\"orderId\":\"%s\",\"productId\":\"TV\",\"orderQty\":2}".formatted(orderId))
                .isStatus(201)
                .json()
                .path("id")
                .asLong();
    }

    private String status(long id) {
        return http.get("/orders/" + id)
                .isStatus(200)
                .json()
                .path("orderStatus")
                .asString();
    }

    @Test
    void aCancelIsGrantedByTheDeliveryCentreFirst() {
        long id = newOrder("M-1");
        Http.Answer answer = http.delete("/orders/" + id).isStatus(200);

        assertThat(answer.json().path("orderStatus").asString()).isEqualTo("OrderCanceled");
        assertThat(answer.json().at("/_links/cancel").isMissingNode()).isTrue();
        assertThat(CENTRE.heard).hasSize(1);
        assertThat(CENTRE.heard.get(0))
                .startsWith("PUT /deliveryOrders/" + id + "/cancellation ")
                .contains("\"orderQty\":2");
        http.delete("/orders/" + id).isStatus(200);
        assertThat(CENTRE.heard).as("an order already cancelled asks nobody").hasSize(1);
        topic.awaitEvent("OrderCanceled", id);
        assertThat(topic.typesOf(id)).containsExactly("Ordered", "OrderCanceled");
    }

    @Test
    void aPackedOrderIsNotCancelledAndTheProblemNamesTheStage() {
        long id = newOrder("M-2");
        CENTRE.answers(409, DeliveryCentre.PACKED);

        for (int i = 0; i < 20; i++) {
            Http.Answer answer = http.delete("/orders/" + id).isProblem(409, "too-late-to-cancel");
            assertThat(answer.json().path("state").asString()).isEqualTo("DeliveryOrderPacked");
        }
        assertThat(status(id)).isEqualTo("Ordered");
        assertThat(CENTRE.heard)
                .as("a refusal is an answer and opens no circuit")
                .hasSize(20);
    }

    @Test
    void anOverloadedCentreOpensTheCircuitWhichClosesAgain() {
        long id = newOrder("M-3");
        CENTRE.overload();
        // How many it takes depends on the answers of the last ten seconds, which other tests have had.
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            Http.Answer answer = http.delete("/orders/" + id).isProblem(503, "try-again-shortly");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            return circuit().equals("open");
        });
        int heard = CENTRE.heard.size();
        for (int i = 0; i < 5; i++) {
            http.delete("/orders/" + id).isProblem(503, "try-again-shortly");
        }
        assertThat(CENTRE.heard.size())
                .as("an open circuit asks nobody, but for a single trial")
                .isLessThanOrEqualTo(heard + 1);
        assertThat(status(id)).isEqualTo("Ordered");
        assertThat(metric("wms_circuit_open")).contains(" 1.0");

        CENTRE.recover();
        await().untilAsserted(() -> http.delete("/orders/" + id).isStatus(200));
        assertThat(circuit()).isEqualTo("closed");
        assertThat(metric("wms_circuit_open")).contains(" 0.0");
        assertThat(status(id)).isEqualTo("OrderCanceled");
    }

    @Test
    void aCentreThatFailsIsAReasonToTryAgain() {
        long id = newOrder("M-4");
        CENTRE.answers(500, "{}");
        http.delete("/orders/" + id).isProblem(503, "try-again-shortly");
        assertThat(status(id)).isEqualTo("Ordered");
        CENTRE.answers(200, DeliveryCentre.CANCELED);
        await().untilAsserted(() -> http.delete("/orders/" + id).isStatus(200));
    }

    @Test
    void aPostedCancelMeansTheNewestOpenOrderOfTheNumber() {
        long first = newOrder("M-5");
        long second = newOrder("M-5");
        long packed = newOrder("M-5");
        topic.publish("DeliveryOrderPacked", packed, Map.of("id", packed));
        await().until(() -> http.get("/orders/" + packed).json().has("deliveryOrderStatus"));
        String cancel = "{\"orderId\":\"M-5\",\"productId\":\"TV\",\"orderStatus\":\"DeliveryOrderCanceled\"}";

        assertThat(http.post("/orders", cancel).isStatus(200).json().path("id").asLong())
                .isEqualTo(second);
        assertThat(status(first)).isEqualTo("Ordered");
        assertThat(http.post(
                                "/orders",
                                cancel.replace("\"productId\":\"TV\",", "")
                                        .replace("DeliveryOrderCanceled", "OrderCanceled"))
                        .isStatus(200)
                        .json()
                        .path("id")
                        .asLong())
                .isEqualTo(first);
        CENTRE.answers(409, DeliveryCentre.PACKED);
        http.post("/orders", cancel).isProblem(409, "too-late-to-cancel");
        http.post("/orders", cancel.replace("TV", "other")).isProblem(404, "not-found");
        http.post("/orders", cancel.replace("M-5", "nobody")).isProblem(404, "not-found");
    }

    @Test
    void anOrderAlreadyCancelledAnswersAPostedCancelWith200() {
        long id = newOrder("M-6");
        String cancel = "{\"orderId\":\"M-6\",\"orderStatus\":\"OrderCanceled\"}";
        assertThat(http.post("/orders", cancel).isStatus(200).json().path("id").asLong())
                .isEqualTo(id);
        assertThat(http.post("/orders", cancel).isStatus(200).json().path("id").asLong())
                .isEqualTo(id);
    }

    @Test
    void aRepeatedCancelOfTheSameKeyDoesNotReachForTheNextOrder() {
        long first = newOrder("M-7");
        long second = newOrder("M-7");
        String cancel = "{\"orderId\":\"M-7\",\"orderStatus\":\"OrderCanceled\"}";
        String key = UUID.randomUUID().toString();

        CENTRE.answers(500, "{}");
        http.post("/orders", cancel, "Idempotency-Key", key).isProblem(503, "try-again-shortly");
        CENTRE.answers(200, DeliveryCentre.CANCELED);
        await().untilAsserted(() ->
                http.post("/orders", cancel, "Idempotency-Key", key).isStatus(200));
        http.post("/orders", cancel, "Idempotency-Key", key).isStatus(200);

        assertThat(status(second)).isEqualTo("OrderCanceled");
        assertThat(status(first)).isEqualTo("Ordered");
    }

    @ParameterizedTest
    @CsvSource({"1", "3"})
    void aCancelOfAnotherQuantityIsRefusedAndChangesNothing(int qty) {
        String number = "M-qty-" + qty + "-" + UUID.randomUUID();
        long id = newOrder(number);
        String cancel = "{\"orderId\":\"%s\",\"productId\":\"TV\",\"orderQty\":%d,\"orderStatus\":\"OrderCanceled\"}";

        Http.Answer refused =
                http.post("/orders", cancel.formatted(number, qty)).isProblem(409, "other-quantity");
        assertThat(refused.json().path("orderQty").asInt()).isEqualTo(2);
        assertThat(status(id)).isEqualTo("Ordered");
        assertThat(CENTRE.heard).isEmpty();
        http.post("/orders", cancel.formatted(number, 2)).isStatus(200);
        assertThat(status(id)).isEqualTo("OrderCanceled");
    }

    @Test
    void anIdThatStandsInForANumberIsNoNumberToCancelBy() {
        long id = http.post("/orders", "{\"productId\":\"TV\"}")
                .isStatus(201)
                .json()
                .path("id")
                .asLong();
        String cancel = "{\"orderId\":\"%s\",\"orderStatus\":\"OrderCanceled\"}".formatted(id);

        http.post("/orders", cancel).isProblem(404, "not-found");
        assertThat(status(id)).isEqualTo("Ordered");
        long sent = newOrder(Long.toString(id));
        assertThat(http.post("/orders", cancel).isStatus(200).json().path("id").asLong())
                .isEqualTo(sent);
        assertThat(http.post("/orders", cancel).isStatus(200).json().path("id").asLong())
                .as("a cancel repeated does not reach for the other")
                .isEqualTo(sent);
        assertThat(status(id)).isEqualTo("Ordered");
    }

    @Test
    void whatAnOlderReleasePlacedIsFoundByANumberThatIsNotItsId() {
        long numbered = newOrder("M-old");
        long bare = newOrder("bare");
        jdbc.update("update orders set order_id_sent = null where id = ?", numbered);
        jdbc.update("update orders set order_id_sent = null, order_id = ? where id = ?", Long.toString(bare), bare);

        http.post("/orders", "{\"orderId\":\"M-old\",\"orderStatus\":\"OrderCanceled\"}")
                .isStatus(200);
        http.post("/orders", "{\"orderId\":\"%d\",\"orderStatus\":\"OrderCanceled\"}".formatted(bare))
                .isProblem(404, "not-found");
    }

    @Test
    void theDeliveryCentreIsAskedOnceWhenTheOrderItselfMeetsAnotherTransaction() throws Exception {
        long id = newOrder("M-met");
        TransactionTemplate other = new TransactionTemplate(transactions);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch letGo = new CountDownLatch(1);
        Thread holder = new Thread(() -> other.executeWithoutResult(status -> {
            jdbc.update("update orders set version = version + 1 where id = ?", id);
            held.countDown();
            awaitLatch(letGo);
        }));
        CENTRE.meanwhile = () -> {
            holder.start();
            awaitLatch(held);
        };
        CompletableFuture<Http.Answer> cancel = CompletableFuture.supplyAsync(() -> http.delete("/orders/" + id));
        await().until(() -> cancel.isDone() || jdbc.queryForObject(waiting(), Long.class) > 0);
        letGo.countDown();

        cancel.get().isStatus(200);
        holder.join();
        assertThat(status(id)).isEqualTo("OrderCanceled");
        assertThat(CENTRE.heard).hasSize(1);
    }

    private String waiting() {
        return environment.getProperty("wms.database", "").equals("postgresql")
                ? "select count(*) from pg_locks where not granted"
                : "select count(*) from information_schema.sessions where blocker_id is not null";
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theDeliveryCentreIsShownTheKeyOfTheDataFolder() throws Exception {
        http.delete("/orders/" + newOrder("M-key")).isStatus(200);
        Path file = Path.of(environment.getRequiredProperty("wms.data"), "internal-key");
        assertThat(CENTRE.keys).containsOnly(Files.readString(file).strip());
        assertThat(Files.getPosixFilePermissions(file))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    @Test
    void anEventOfAnIdThatNoOrderHasYetDoesNotHoldUpTheOrderThatGetsIt() {
        long next = newOrder("before") + 1;
        while (true) {
            topic.publish("DeliveryOrderCanceled", next, Map.of("id", next));
            long early = next;
            await().until(() -> jdbc.queryForObject(
                            "select count(*) from parked_event where event_key = ? and state = 'EARLY'",
                            Long.class,
                            Long.toString(early))
                    == 1);
            long id = newOrder("tombstone");
            if (id == next) {
                break;
            }
            next = id + 1;
        }
        long id = next;
        topic.publish("DeliveryOrderCanceled", id, Map.of("id", id));
        await().until(() -> status(id).equals("OrderCanceled"));
        await().until(() -> jdbc.queryForObject(
                        "select count(*) from parked_event where event_key = ?", Long.class, Long.toString(id))
                == 0);
    }

    private String circuit() {
        return http.get("/actuator/health")
                .json()
                .path("components")
                .path("circuit")
                .path("details")
                .valueStream()
                .findFirst()
                .orElseThrow()
                .asString();
    }

    private String metric(String name) {
        return http.get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{"))
                .findFirst()
                .orElse("");
    }
}
