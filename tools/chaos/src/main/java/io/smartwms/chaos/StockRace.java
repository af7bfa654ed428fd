package io.smartwms.chaos;

import static io.smartwms.harness.Facts.text;

import io.smartwms.harness.Invariants;
import io.smartwms.harness.RunningSystem;
import io.smartwms.harness.Violation;
import io.smartwms.harness.Wait;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** More orders at once than there are goods: who gets them, who waits, and who is next when some give theirs back. */
final class StockRace {

    /** Goods that are assigned stay where they are until somebody picks them. */
    static final Map<String, String> ENVIRONMENT = Map.of("WMS_PICKING_MODE", "manual");

    private static final int ORDERS = 200;
    private static final int STOCK = 100;
    private static final int CANCELS = 50;

    private final RunningSystem system;
    private final Random random;
    private final Consumer<String> say;
    private final List<Violation> violations = new ArrayList<>();

    StockRace(RunningSystem system, Random random, Consumer<String> say) {
        this.system = system;
        this.random = random;
        this.say = say;
    }

    List<Violation> run(int times) throws InterruptedException, ExecutionException {
        ExecutorService clients = Executors.newFixedThreadPool(ORDERS + 1);
        try {
            for (int i = 1; i <= times; i++) {
                once("R-" + i, clients);
                say.accept("%d of %d rushes, %d violations".formatted(i, times, violations.size()));
            }
        } finally {
            clients.shutdown();
        }
        violations.addAll(Invariants.nothingIsParked(system));
        return violations;
    }

    private void once(String product, ExecutorService clients) throws InterruptedException, ExecutionException {
        system.gateway()
                .post("/products", Map.of("productId", product, "stockIncreaseQty", STOCK))
                .is(201);
        Wait.until(
                product + " is in stock", () -> stock(product).path("stockQty").asInt(0) == STOCK);
        AtomicBoolean over = new AtomicBoolean();
        Future<Void> watch = clients.submit(() -> watch(product, over));
        List<Long> ids = new ArrayList<>();
        for (Future<Long> id : clients.invokeAll(Collections.<Callable<Long>>nCopies(ORDERS, () -> order(product)))) {
            ids.add(id.get());
        }
        Wait.until(
                product + " has seen every order", () -> reservations(product).size() == ORDERS);
        Set<String> assigned = ids(product, "Assigned");
        List<String> line = line(product);
        expect(product, "assigned", STOCK, assigned.size());
        expect(product, "in line", ORDERS - STOCK, line.size());
        expect(product, "assigned by the stock's own count", STOCK, assignedQty(product));

        List<String> leaving = new ArrayList<>(assigned);
        Collections.shuffle(leaving, random);
        leaving = leaving.subList(0, CANCELS);
        cancel(leaving, clients);
        Wait.until(
                product + " has seen every cancel",
                () -> ids(product, "Released").size() == CANCELS);
        Set<String> next = new TreeSet<>(assigned);
        leaving.forEach(next::remove);
        next.addAll(line.subList(0, CANCELS));
        expect(product, "assigned after the cancels, first come first served", next, ids(product, "Assigned"));
        expect(product, "in line after the cancels", line.subList(CANCELS, line.size()), line(product));

        List<String> all = new ArrayList<>(next);
        all.addAll(line.subList(CANCELS, line.size()));
        cancel(all, clients);
        Wait.until(
                product + " has seen every order leave",
                () -> ids(product, "Released").size() == ORDERS);
        over.set(true);
        watch.get();
        expect(product, "assigned in the end", 0L, assignedQty(product));
        expect(
                product,
                "on hand in the end",
                (long) STOCK,
                stock(product).path("stockQty").asLong());
    }

    private Long order(String product) {
        return system.gateway()
                .post("/orders", Map.of("productId", product, "orderQty", 1))
                .is(201)
                .id();
    }

    private void cancel(List<String> ids, ExecutorService clients) throws InterruptedException, ExecutionException {
        List<Callable<Void>> cancels = ids.stream()
                .<Callable<Void>>map(id -> () -> {
                    // The circuit is meant to turn away what comes all at once; who is turned away tries again.
                    while (system.gateway().delete("/orders/" + id).status() == 503) {
                        TimeUnit.MILLISECONDS.sleep(200);
                    }
                    return null;
                })
                .toList();
        for (Future<Void> done : clients.invokeAll(cancels)) {
            done.get();
        }
    }

    /** Never, for anybody who looks meanwhile, is more assigned than there is. */
    private Void watch(String product, AtomicBoolean over) throws InterruptedException {
        while (!over.get()) {
            JsonNode stock = stock(product);
            long assigned = stock.path("stockAssignQty").asLong(0);
            if (assigned < 0 || assigned > stock.path("stockQty").asLong(STOCK)) {
                violated("never over-assigned", product + " was seen as " + stock);
                return null;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return null;
    }

    private JsonNode stock(String product) {
        return system.service("stock").get("/stocks/" + product).json();
    }

    private long assignedQty(String product) {
        return stock(product).path("stockAssignQty").asLong(-1);
    }

    private Map<String, JsonNode> reservations(String product) {
        return system.service("stock").reservations(product);
    }

    private Set<String> ids(String product, String status) {
        Set<String> ids = new TreeSet<>();
        reservations(product).forEach((id, reservation) -> {
            if (text(reservation, "status").equals(status)) {
                ids.add(id);
            }
        });
        return ids;
    }

    /** Who waits, the next one first. */
    private List<String> line(String product) {
        return reservations(product).entrySet().stream()
                .filter(entry -> text(entry.getValue(), "status").equals("Waiting"))
                .sorted(Comparator.comparingLong(
                        entry -> entry.getValue().path("position").asLong()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Two threads find them: the one that goes through the rush, and the one that watches. */
    private synchronized void violated(String check, String detail) {
        violations.add(new Violation(check, detail));
    }

    private void expect(String product, String what, Object expected, Object actual) {
        if (!expected.toString().equals(actual.toString())) {
            violated(what, product + " has " + actual + ", should have " + expected);
        }
    }
}
