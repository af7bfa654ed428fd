package io.smartwms.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.smartwms.platform.consumer.ConsumerConfiguration;
import io.smartwms.stock.StockConsumedEvents.DeliveryOrderCanceled;
import io.smartwms.stock.StockConsumedEvents.DeliveryOrdered;
import io.smartwms.stock.StockConsumedEvents.PackingConfirmed;
import io.smartwms.stock.StockConsumedEvents.ProductRegistered;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Many at once, as several replicas of the service and the people in the warehouse would be. */
class RaceTest extends StockServiceTest {

    private static final int THREADS = 8;
    private static final ExecutorService POOL = Executors.newFixedThreadPool(THREADS);

    @Autowired
    private StockPolicies policies;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private ConfigurableApplicationContext context;

    @AfterAll
    static void stop() {
        POOL.shutdownNow();
    }

    /** A transaction of another replica's consumer: what fails because two met is tried again, as the platform does. */
    private void replica(Runnable events) {
        while (true) {
            try {
                new TransactionTemplate(transactions).executeWithoutResult(status -> events.run());
                return;
            } catch (ConcurrencyFailureException | DataIntegrityViolationException e) {
                // again
            }
        }
    }

    private void ordered(long id, String product, int qty) {
        policies.deliveryOrdered(new DeliveryOrdered(id, "M-" + id, product, qty, id));
    }

    private static void all(List<Callable<Void>> work) throws Exception {
        for (Future<Void> done : POOL.invokeAll(work)) {
            done.get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void twoHundredOrdersAtOnceForAStockOfOneHundred() throws Exception {
        String product = productWith(100);
        List<Long> orders = newOrders(200);
        List<Callable<Void>> work = new ArrayList<>();
        orders.forEach(o -> work.add(() -> {
            replica(() -> ordered(o, product, 1));
            return null;
        }));
        Collections.shuffle(work);
        all(work);
        assertStock(product, 100, 100, 100);
        List<Long> assigned =
                orders.stream().filter(o -> status(o).equals("Assigned")).toList();
        assertThat(assigned).hasSize(100);
        List<Long> waiting = new ArrayList<>(orders);
        waiting.removeAll(assigned);

        all(assigned.subList(0, 50).stream()
                .<Callable<Void>>map(o -> () -> {
                    replica(() ->
                            policies.deliveryOrderCanceled(new DeliveryOrderCanceled(o, "M-" + o, product, 1, o)));
                    return null;
                })
                .toList());
        assertStock(product, 100, 100, 50);
        assertThat(statuses(waiting.subList(0, 50))).containsOnly("Assigned");
        assertThat(statuses(waiting.subList(50, 100))).containsOnly("Waiting");
    }

    @Test
    void aRegistrationThatMeetsAnOrderStrandsNeither() throws Exception {
        for (int i = 0; i < 60; i++) {
            String product = newProduct();
            List<Long> orders = newOrders(3);
            CyclicBarrier together = new CyclicBarrier(4);
            List<Callable<Void>> work = new ArrayList<>();
            orders.forEach(o -> work.add(() -> {
                together.await();
                replica(() -> ordered(o, product, 2));
                return null;
            }));
            work.add(() -> {
                together.await();
                replica(() -> policies.productRegistered(new ProductRegistered(product, "name", 6)));
                return null;
            });
            all(work);
            assertStock(product, 6, 6, 0);
            assertThat(statuses(orders)).containsOnly("Assigned");
            assertThat(ledger(product)).containsExactly("Registered 6");
        }
    }

    /** Each of the two begins while the other has done its work and has not committed it yet. */
    @Test
    void aRegistrationWaitsForAnOrderThatIsNotCommittedAndTheOtherWayRound() throws Exception {
        for (boolean orderFirst : new boolean[] {true, false}) {
            String product = newProduct();
            long order = newOrder();
            Runnable registers = () -> policies.productRegistered(new ProductRegistered(product, "name", 6));
            Runnable orders = () -> ordered(order, product, 2);
            CountDownLatch firstHasWorked = new CountDownLatch(1);
            CompletableFuture<Void> first = CompletableFuture.runAsync(
                    () -> replica(() -> {
                        (orderFirst ? orders : registers).run();
                        firstHasWorked.countDown();
                        await().until(this::blockedSince, Optional::isPresent);
                    }),
                    POOL);
            assertThat(firstHasWorked.await(30, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Void> second =
                    CompletableFuture.runAsync(() -> replica(orderFirst ? registers : orders), POOL);
            first.get(30, TimeUnit.SECONDS);
            second.get(30, TimeUnit.SECONDS);
            assertStock(product, 6, 2, 0);
            assertThat(status(order)).isEqualTo("Assigned");
        }
    }

    /** On H2 whoever waits too long for a lock is turned away; the request tries again by itself. */
    @Test
    void aMovementOutlastsALockThatIsHeldForLong() throws Exception {
        assumeTrue(h2);
        String product = productWith(10);
        CountDownLatch taken = new CountDownLatch(1);
        CompletableFuture<Void> holder = CompletableFuture.runAsync(
                () -> replica(() -> {
                    ordered(newOrder(), product, 1);
                    taken.countDown();
                    Object first = await().until(this::blockedSince, Optional::isPresent)
                            .orElseThrow();
                    await().until(
                                    this::blockedSince,
                                    since -> since.filter(s -> !s.equals(first)).isPresent());
                }),
                POOL);
        assertThat(taken.await(30, TimeUnit.SECONDS)).isTrue();
        move(product, "Received", 5).isStatus(201);
        holder.get(30, TimeUnit.SECONDS);
        assertStock(product, 15, 1, 0);
    }

    @Test
    void peopleAndOrdersAtOnce() throws Exception {
        String product = productWith(0);
        List<Long> orders = newOrders(200);
        Random random = new Random(7);
        List<Callable<Void>> work = new ArrayList<>();
        orders.forEach(o -> {
            work.add(() -> {
                deliveryOrdered(o, product, 1 + (int) (o % 3));
                return null;
            });
            work.add(() -> {
                move(product, "Received", 2).isStatus(201);
                return null;
            });
        });
        IntStream.range(0, 50)
                .forEach(i -> work.add(() -> {
                    int status = move(product, "Damaged", 1).status();
                    assertThat(status).isIn(201, 409);
                    return null;
                }));
        Collections.shuffle(work, random);
        all(work);
        awaitIdle();
        long damaged = ledger(product).stream().filter("Damaged -1"::equals).count();
        assertThat(jdbc.queryForObject("select stock_qty from stock where product_id = ?", Long.class, product))
                .isEqualTo(400 - damaged);
        orders.forEach(o -> packingConfirmed(o, product, 1 + (int) (o % 3)));
        move(product, "Received", 1000).isStatus(201);
        awaitIdle();
        assertThat(statuses(orders)).containsOnly("Settled");
        long taken = orders.stream().mapToLong(o -> 1 + o % 3).sum();
        assertStock(product, (int) (1400 - damaged - taken), 0, 0);
    }

    /** Two replicas whose batches share their products, in any order: they wait for each other, and neither is thrown back. */
    @Test
    void replicasWhoseBatchesCrossTakeTheProductsInOneOrder() throws Exception {
        assumeFalse(h2, "an embedded database belongs to one process");
        List<String> products =
                IntStream.range(0, 20).mapToObj(i -> productWith(1000)).toList();
        List<String> settings = Stream.of(
                        "wms.topic",
                        "spring.cloud.stream.bindings.events-in-0.group",
                        "wms.broker",
                        "wms.database",
                        "wms.postgresql.url",
                        "wms.postgresql.user",
                        "wms.postgresql.password")
                .map(name -> "--" + name + "=" + context.getEnvironment().getRequiredProperty(name))
                .toList();
        try (ConfigurableApplicationContext other = new SpringApplicationBuilder(StockApplication.class)
                .properties("server.port=0", "spring.main.log-startup-info=false")
                .run(settings.toArray(String[]::new))) {
            awaitConsumers(2);
            List<ConfigurableApplicationContext> replicas = List.of(context, other);
            double before = batchesTakenApart(replicas);
            List<Long> orders = new ArrayList<>();
            Random random = new Random(11);
            for (int round = 0; round < 3; round++) {
                replicas.forEach(
                        r -> r.getBean(BindingsLifecycleController.class).pause(ConsumerConfiguration.BINDING));
                List<Long> ids = newOrders(200);
                ids.forEach(id -> {
                    String product = products.get(random.nextInt(products.size()));
                    deliveryOrdered(id, product, 1);
                    packingConfirmed(id, product, 1);
                });
                orders.addAll(ids);
                replicas.forEach(
                        r -> r.getBean(BindingsLifecycleController.class).resume(ConsumerConfiguration.BINDING));
                awaitIdle();
            }
            assertThat(statuses(orders)).containsOnly("Settled");
            assertThat(batchesTakenApart(replicas)).isEqualTo(before);
        }
        awaitConsumers(1);
    }

    private static double batchesTakenApart(List<ConfigurableApplicationContext> replicas) {
        return replicas.stream()
                .mapToDouble(r -> r.getBean(MeterRegistry.class)
                        .get("wms.inbox.apart")
                        .counter()
                        .count())
                .sum();
    }

    /** Transactions that lock the same products in opposite order: the database aborts one, whose events are then handled one by one. */
    @Test
    void batchesThatCrossEachOtherAreBothDone() throws Exception {
        List<String> products =
                IntStream.range(0, 10).mapToObj(i -> productWith(1000)).toList();
        List<String> reversed = new ArrayList<>(products);
        Collections.reverse(reversed);
        List<Callable<Void>> work = new ArrayList<>();
        List<Long> orders = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            List<String> batch = i % 2 == 0 ? products : reversed;
            List<Long> ids = newOrders(batch.size());
            orders.addAll(ids);
            List<Runnable> events = IntStream.range(0, batch.size())
                    .<Runnable>mapToObj(n -> () -> {
                        ordered(ids.get(n), batch.get(n), 1);
                        policies.packingConfirmed(new PackingConfirmed(ids.get(n), batch.get(n)));
                    })
                    .toList();
            work.add(() -> {
                try {
                    new TransactionTemplate(transactions).executeWithoutResult(status -> events.forEach(Runnable::run));
                } catch (ConcurrencyFailureException e) {
                    events.forEach(this::replica);
                }
                return null;
            });
        }
        all(work);
        products.forEach(p -> assertStock(p, 980, 0, 0));
        assertThat(statuses(orders)).containsOnly("Settled");
    }
}
