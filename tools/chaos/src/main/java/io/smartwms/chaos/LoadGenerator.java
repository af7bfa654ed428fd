package io.smartwms.chaos;

import io.smartwms.chaos.Operation.Kind;
import io.smartwms.harness.Api;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The load: clients that order one line or several, cancel at every stage, receive goods, register products, repeat requests with the same
 * idempotency key and send what must be refused. Each draws from a generator of its own, seeded by the run's seed.
 */
final class LoadGenerator {

    private static final int CLIENTS = 8;
    private static final int PRODUCTS = 12;
    /** How long the stock may take to hear of the products. */
    private static final Duration STOCKED = Duration.ofMinutes(1);
    /** How often a client sends a request again that nobody could answer; then it leaves it at that. */
    private static final int TRIES = 3;
    /** What must be refused, whatever else is going on; %s stands for the key. */
    private static final List<String> INVALID = List.of(
            "{\"orderId\":\"%s\",\"productId\":\"C-1\",\"orderQty\":0}",
            "{\"orderId\":\"%s\",\"productId\":\"C-1\",\"orderQty\":-5}",
            "{\"orderId\":\"%s\",\"productId\":\"C-1\",\"orderQty\":1.5}",
            "{\"orderId\":\"%s\",\"productId\":\"C-1\",\"orderQty\":2147483648}",
            "{\"orderId\":\"%s\",\"orderQty\":1}",
            "{\"orderId\":\"%s\",\"lines\":[{\"productId\":\"C-1\"},{}]}",
            "{\"orderId\":\"%s\",\"productId\":\"C-1\",\"orderStatus\":\"Shipped\"}",
            "{\"orderId\":\"%s\",\"productId\":\"C-1\",\"deliveryOrderStatus\":\"LogisticsInterfaced\"}",
            "{\"orderId\":\"%s\",\"productId\":\"C-1\"",
            "[\"%s\"]",
            "{}");

    private final Api gateway;
    private final History history;
    private final long seed;
    private final int most;
    private final long pauseMillis;
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicInteger placed = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private final List<Future<Void>> clients = new ArrayList<>();
    private long begin;

    /**
     * @param most how many orders are placed in all
     * @param seconds over what time
     */
    LoadGenerator(Api gateway, History history, long seed, int most, long seconds) {
        this.gateway = gateway;
        this.history = history;
        this.seed = seed;
        this.most = most;
        // About half of all requests are orders.
        this.pauseMillis = Math.max(1, seconds * 1000 * CLIENTS / (most * 2L));
    }

    /** Registers the products, half of them short of goods, and opens the malls when the stock has heard of all of them. */
    void open() throws InterruptedException {
        for (int i = 1; i <= PRODUCTS; i++) {
            int stock = i % 2 == 0 ? 20 : 1_000_000;
            gateway.post("/products", Map.of("productId", "C-" + i, "stockIncreaseQty", stock))
                    .is(201);
        }
        // A receipt before that would rightly be told that there is no such product.
        long registered = System.nanoTime();
        for (int i = 1; i <= PRODUCTS; i++) {
            while (!gateway.get("/stocks/C-" + i).ok()) {
                if (System.nanoTime() - registered > STOCKED.toNanos()) {
                    throw new IllegalStateException("The stock has not heard of product C-" + i);
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        begin = System.nanoTime();
        for (int i = 0; i < CLIENTS; i++) {
            int client = i;
            clients.add(threads.submit(() -> {
                new Client(client).run();
                return null;
            }));
        }
    }

    /** In milliseconds since the malls opened. */
    long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }

    int placed() {
        return placed.get();
    }

    /** @throws ExecutionException a client failed, which is a fault of this program */
    void close() throws InterruptedException, ExecutionException {
        stop.set(true);
        threads.shutdown();
        for (Future<Void> client : clients) {
            client.get();
        }
    }

    private final class Client {

        private final int number;
        private final Random random;
        private final List<Operation> mine = new ArrayList<>();
        private int sent;

        Client(int number) {
            this.number = number;
            this.random = new Random(seed * 1_000 + number);
        }

        void run() throws InterruptedException {
            while (!stop.get() && placed.get() < most) {
                int dice = random.nextInt(100);
                if (dice < 50 || mine.isEmpty()) {
                    order();
                } else if (dice < 60) {
                    repeat(mine.get(random.nextInt(mine.size())));
                } else if (dice < 76) {
                    cancel(random.nextBoolean() ? mine.get(mine.size() - 1) : mine.get(random.nextInt(mine.size())));
                } else if (dice < 82) {
                    receive();
                } else if (dice < 85) {
                    register();
                } else if (dice < 93) {
                    refused();
                } else {
                    read(mine.get(random.nextInt(mine.size())));
                }
                TimeUnit.MILLISECONDS.sleep(random.nextLong(2 * pauseMillis));
            }
        }

        private String key() {
            return "%d-%d-%d".formatted(seed, number, sent++);
        }

        private void order() throws InterruptedException {
            boolean parcel = random.nextInt(3) == 0;
            String products = random.ints(parcel ? 2 + random.nextInt(3) : 1, 1, PRODUCTS + 1)
                    .mapToObj(product -> "C-" + product)
                    .collect(Collectors.joining(","));
            Operation order = send(parcel ? Kind.PARCEL : Kind.ORDER, key(), products, 1 + random.nextInt(5));
            placed.incrementAndGet();
            if (order.ok()) {
                mine.add(order);
            }
        }

        /** The same request again: as a client does that has lost the answer. */
        private void repeat(Operation order) throws InterruptedException {
            send(order.kind(), order.key(), order.target(), order.qty());
        }

        private void receive() throws InterruptedException {
            send(Kind.RECEIPT, key(), "C-" + (2 + 2 * random.nextInt(PRODUCTS / 2)), 1 + random.nextInt(10));
        }

        private void register() throws InterruptedException {
            send(Kind.PRODUCT, key(), "D-" + random.nextInt(PRODUCTS), random.nextInt(100));
        }

        private void cancel(Operation order) throws InterruptedException {
            if (order.kind() == Kind.PARCEL && random.nextInt(3) == 0) {
                send(Kind.CANCEL_NUMBER, "", order.key(), 0);
                return;
            }
            send(Kind.CANCEL, "", Long.toString(line(order)), 0);
        }

        private void refused() throws InterruptedException {
            send(Kind.INVALID, key(), INVALID.get(random.nextInt(INVALID.size())), 0);
        }

        private void read(Operation order) throws InterruptedException {
            send(Kind.READ, "", (random.nextBoolean() ? "/orderPages/" : "/deliveryPages/") + line(order), 0);
        }

        /** The id of one of its lines. */
        private long line(Operation order) {
            return order.id() + random.nextInt(order.products().size());
        }

        private Operation send(Kind kind, String key, String target, int qty) throws InterruptedException {
            for (int attempt = 1; ; attempt++) {
                long at = now();
                Api.Answer answer = answer(kind, key, target, qty);
                Operation operation = new Operation(number, at, kind, key, target, qty, answer.status(), answer.id());
                history.add(operation);
                if (!operation.unknown() || attempt == TRIES || stop.get()) {
                    return operation;
                }
                TimeUnit.MILLISECONDS.sleep(200L * attempt);
            }
        }

        private Api.Answer answer(Kind kind, String key, String target, int qty) {
            return switch (kind) {
                case ORDER ->
                    gateway.post(
                            "/orders",
                            Map.of("orderId", key, "productId", target, "orderQty", qty),
                            "Idempotency-Key",
                            key);
                case PARCEL ->
                    gateway.post(
                            "/orders",
                            Map.of(
                                    "orderId",
                                    key,
                                    "lines",
                                    Stream.of(target.split(","))
                                            .map(product -> Map.of("productId", product, "orderQty", qty))
                                            .toList()),
                            "Idempotency-Key",
                            key);
                case CANCEL -> gateway.delete("/orders/" + target);
                case CANCEL_NUMBER -> gateway.post("/orders/cancellations", Map.of("orderId", target));
                case RECEIPT ->
                    gateway.post(
                            "/stocks/" + target + "/movements",
                            Map.of("reason", "Received", "qty", qty, "note", key),
                            "Idempotency-Key",
                            key);
                case PRODUCT ->
                    gateway.post(
                            "/products", Map.of("productId", target, "stockIncreaseQty", qty), "Idempotency-Key", key);
                case INVALID -> gateway.send("POST", "/orders", target.formatted(key));
                case READ -> gateway.get(target);
            };
        }
    }
}
