package io.smartwms.harness;

import static io.smartwms.harness.Facts.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The promises of the design under "What must hold, always", read off a system at rest. */
public final class Invariants {

    private static final Duration STUCK = Duration.ofSeconds(90);
    private static final Set<String> AT_REST = Set.of("LogisticsInterfaced", "DeliveryOrderCanceled", "StockShort");
    private static final Set<String> MADE_BY_PEOPLE = Set.of("Registered", "Received", "Damaged", "Counted");

    private final RunningSystem system;
    private final List<Violation> violations = new ArrayList<>();

    private Invariants(RunningSystem system) {
        this.system = system;
    }

    /**
     * Waits until every order has come to an end or visibly waits for goods, no event is under way and the views have caught
     * up. What is missing after that time, or when nothing has moved for a minute and a half, is a violation.
     *
     * @param progress hears every few seconds what is still missing
     */
    public static List<Violation> awaitRest(RunningSystem system, Duration most, Consumer<String> progress)
            throws InterruptedException {
        long begin = System.nanoTime();
        long moved = begin;
        List<Violation> before = List.of();
        while (true) {
            List<Violation> missing = unrest(system);
            long now = System.nanoTime();
            moved = missing.equals(before) ? moved : now;
            if (missing.isEmpty() || now - begin > most.toNanos() || now - moved > STUCK.toNanos()) {
                return missing;
            }
            before = missing;
            progress.accept(missing.size() + " not at rest, the first: " + missing.get(0));
            TimeUnit.SECONDS.sleep(2);
        }
    }

    private static List<Violation> unrest(RunningSystem system) {
        Invariants check = new Invariants(system);
        try {
            Facts facts = Facts.of(system);
            facts.outboxes().forEach((service, backlog) -> {
                if (backlog != 0) {
                    check.violated("outbox empty", service + " has a backlog of " + backlog);
                }
            });
            Set<String> waiting = packedAndWaiting(facts);
            facts.orders().forEach((id, order) -> {
                if (!isAtRest(order) && !waiting.contains(id)) {
                    check.violated("order at rest", id + " is at '" + Facts.stage(order) + "'");
                }
            });
            check.stocksAreAtRest(facts);
            check.viewsEqualTheirSources(facts);
        } catch (IllegalStateException notAnswering) {
            check.violated("system answers", String.valueOf(notAnswering.getMessage()));
        }
        return check.violations;
    }

    /** Whether the order, as its own service tells it, is at an end or waits for goods. */
    public static boolean isAtRest(JsonNode order) {
        return AT_REST.contains(Facts.stage(order));
    }

    /** Packed lines of which the parcel waits, since another line of it waits for goods. */
    private static Set<String> packedAndWaiting(Facts facts) {
        return facts.parcels().values().stream()
                .filter(lines -> lines.stream()
                        .anyMatch(id -> Facts.stage(facts.orders().get(id)).equals("StockShort")))
                .flatMap(Set::stream)
                .filter(facts::isShippable)
                .collect(Collectors.toSet());
    }

    /** All that does not hold of a system at rest. */
    public static List<Violation> of(RunningSystem system) {
        Invariants check = new Invariants(system);
        Facts facts = Facts.of(system);
        check.everyOrderEndsOnOneSideInEveryService(facts);
        check.stocksAreAtRest(facts);
        facts.stocks().forEach((productId, stock) -> check.stockIsExactToTheUnit(facts, productId, stock));
        check.viewsEqualTheirSources(facts);
        check.invoiceNumbersAreThoseOfParcels(facts);
        facts.parcels().forEach((parcel, lines) -> check.parcelLeavesAsAWhole(facts, parcel, lines));
        return check.violations;
    }

    /** That nothing is kept aside. */
    public static List<Violation> nothingIsParked(RunningSystem system) {
        List<Violation> violations = new ArrayList<>();
        Facts.parked(system)
                .forEach((service, entries) -> entries.forEach((position, entry) -> violations.add(
                        new Violation("nothing parked", service + " " + position + " " + text(entry, "reason")))));
        return violations;
    }

    private void violated(String check, String detail) {
        violations.add(new Violation(check, detail));
    }

    private void same(String check, String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            violated(check, what + " is " + actual + ", should be " + expected);
        }
    }

    private void sameSet(String check, String what, Set<String> expected, Set<String> actual) {
        Set<String> missing = new TreeSet<>(expected);
        missing.removeAll(actual);
        Set<String> surplus = new TreeSet<>(actual);
        surplus.removeAll(expected);
        if (!missing.isEmpty() || !surplus.isEmpty()) {
            violated(check, what + " lacks " + missing + " and has " + surplus + " too many");
        }
    }

    private void everyOrderEndsOnOneSideInEveryService(Facts facts) {
        facts.orders().keySet().forEach(id -> {
            boolean canceled = facts.isCanceled(id);
            boolean handedOver = facts.isHandedOver(id);
            if (canceled && handedOver) {
                violated("one side", "order " + id + " is cancelled and handed over");
            }
            same(
                    "one side",
                    "the delivery order " + id,
                    canceled
                            ? "DeliveryOrderCanceled"
                            : facts.isShippable(id) ? "DeliveryOrderPacked" : "DeliveryOrdered",
                    text(facts.deliveryOrders().get(id), "deliveryOrderStatus"));
        });
        sameSet(
                "one delivery order each",
                "deliveryOrders",
                facts.orders().keySet(),
                facts.deliveryOrders().keySet());
    }

    /** Each product has its stock, and no order that is at an end, or waits, holds any of it. */
    private void stocksAreAtRest(Facts facts) {
        sameSet("one stock each", "stocks", facts.products().keySet(), registered(facts.stocks()));
        facts.stocks()
                .forEach((productId, stock) -> same(
                        "nothing assigned at rest",
                        productId,
                        0L,
                        stock.path("stockAssignQty").asLong(-1)));
    }

    private static Set<String> registered(Map<String, JsonNode> stocks) {
        return stocks.entrySet().stream()
                .filter(stock -> stock.getValue().path("registered").asBoolean(false))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** On hand is the sum of the ledger, assigned the sum of the open reservations, and each order took 0 or what it wanted. */
    private void stockIsExactToTheUnit(Facts facts, String productId, JsonNode stock) {
        Map<String, Integer> effect = new HashMap<>();
        long onHand = 0;
        long byPeople = 0;
        for (JsonNode line : system.service("stock").ledger(productId).values()) {
            onHand += line.path("qty").asInt();
            if (MADE_BY_PEOPLE.contains(text(line, "reason"))) {
                byPeople += line.path("qty").asInt();
            } else {
                effect.merge(text(line, "reservationId"), line.path("qty").asInt(), Integer::sum);
            }
        }
        long assigned = system.service("stock").reservations(productId).values().stream()
                .filter(reservation -> text(reservation, "status").equals("Assigned"))
                .mapToLong(reservation -> reservation.path("qty").asLong())
                .sum();
        same("on hand = ledger", productId, onHand, stock.path("stockQty").asLong());
        same(
                "assigned = reservations",
                productId,
                assigned,
                stock.path("stockAssignQty").asLong());
        if (stock.path("stockQty").asLong() < 0) {
            violated("never negative", productId + " has " + stock.path("stockQty") + " on hand");
        }
        long shipped = 0;
        for (Map.Entry<String, JsonNode> order : facts.orders().entrySet()) {
            if (text(order.getValue(), "productId").equals(productId)) {
                int wanted = facts.isShippable(order.getKey())
                        ? -order.getValue().path("orderQty").asInt()
                        : 0;
                same("net effect", "order " + order.getKey(), wanted, effect.getOrDefault(order.getKey(), 0));
                shipped -= wanted;
            }
        }
        same("on hand = received - shipped", productId, byPeople - shipped, onHand);
    }

    private void viewsEqualTheirSources(Facts facts) {
        sameSet(
                "views have every order",
                "orderPages",
                facts.orders().keySet(),
                facts.orderPages().keySet());
        sameSet(
                "views have every order",
                "deliveryPages",
                facts.orders().keySet(),
                facts.deliveryPages().keySet());
        facts.orders().forEach((id, order) -> {
            JsonNode forCustomer = facts.orderPages().get(id);
            JsonNode forManager = facts.deliveryPages().get(id);
            if (forCustomer == null || forManager == null) {
                return;
            }
            equal(
                    id,
                    order,
                    forCustomer,
                    "orderId",
                    "mallId",
                    "productId",
                    "productName",
                    "orderQty",
                    "orderStatus",
                    "parcelId",
                    "parcelLines",
                    "shipBy");
            same("views = sources", "deliveryStatus of " + id, Facts.stage(order), text(forCustomer, "deliveryStatus"));
            equal(
                    id,
                    order,
                    forManager,
                    "orderId",
                    "mallId",
                    "productId",
                    "orderQty",
                    "orderStatus",
                    "parcelId",
                    "parcelLines",
                    "shipBy");
            equal(id, facts.deliveryOrders().get(id), forManager, "deliveryOrderId", "deliveryOrderStatus");
            equal(id, facts.pickings().get(id), forManager, "pickingStatus", "invoiceNo");
            equal(id, facts.packings().get(id), forManager, "packingStatus", "logisticsInterfaceStatus");
        });
    }

    private void equal(String id, @Nullable JsonNode source, JsonNode view, String... fields) {
        for (String field : fields) {
            same("views = sources", field + " of " + id, text(source, field), text(view, field));
        }
    }

    /** A parcel leaves once, with exactly its uncancelled lines, under one number, when none of them is still to be packed. */
    private void parcelLeavesAsAWhole(Facts facts, String parcel, Set<String> lines) {
        List<String> uncanceled =
                lines.stream().filter(id -> !facts.isCanceled(id)).toList();
        boolean complete = uncanceled.stream().allMatch(facts::isShippable);
        uncanceled.forEach(
                id -> same("parcel leaves as a whole", "hand-over of " + id, complete, facts.isHandedOver(id)));
        long handOvers = uncanceled.stream()
                .map(facts.packings()::get)
                .filter(packing -> !text(packing, "logisticsInterfaceDate").isEmpty())
                .map(packing -> text(packing, "invoiceNo") + " at " + text(packing, "logisticsInterfaceDate"))
                .distinct()
                .count();
        if (handOvers > 1) {
            violated("parcel leaves as a whole", "the parcel " + parcel + " left " + handOvers + " times");
        }
        lines.forEach(id -> same(
                "parcel has its lines",
                "the parcel " + parcel,
                Integer.toString(lines.size()),
                text(facts.orders().get(id), "parcelLines")));
    }

    private void invoiceNumbersAreThoseOfParcels(Facts facts) {
        Map<String, String> seen = new HashMap<>();
        facts.pickings().forEach((id, picking) -> {
            String number = text(picking, "invoiceNo");
            String parcel = text(picking, "parcelId");
            String other = number.isEmpty() ? null : seen.put(number, parcel);
            if (other != null && !other.equals(parcel)) {
                violated("invoice numbers unique", number + " is that of " + other + " and of " + parcel);
            }
        });
    }
}
