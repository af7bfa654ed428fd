package io.smartwms.chaos;

import static io.smartwms.harness.Facts.text;

import io.smartwms.chaos.Operation.Kind;
import io.smartwms.harness.Facts;
import io.smartwms.harness.RunningSystem;
import io.smartwms.harness.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What the clients were told, held against what is there in the end. */
final class History {

    private final Queue<Operation> operations = new ConcurrentLinkedQueue<>();

    void add(Operation operation) {
        operations.add(operation);
    }

    List<Operation> operations() {
        return List.copyOf(operations);
    }

    private Stream<Operation> of(Kind kind) {
        return operations.stream().filter(operation -> operation.kind() == kind);
    }

    List<Violation> against(Facts facts, RunningSystem system) {
        List<Violation> violations = new ArrayList<>();
        answersAreOfTheirKind(violations);
        ordersAreKeptOncePerKey(facts, violations);
        cancelsHold(facts, violations);
        cancelsOfNumbersHold(facts, violations);
        receiptsCountOnce(facts, system, violations);
        of(Kind.PRODUCT)
                .filter(Operation::ok)
                .filter(product -> !facts.products().containsKey(product.target()))
                .forEach(product -> violations.add(new Violation("answered = kept", "product " + product.target())));
        return violations;
    }

    private void answersAreOfTheirKind(List<Violation> violations) {
        for (Operation operation : operations) {
            boolean fine = operation.unknown()
                    || switch (operation.kind()) {
                        case ORDER, PARCEL, RECEIPT -> operation.status() == 201;
                        case PRODUCT -> operation.status() == 201 || operation.status() == 409;
                        case CANCEL, CANCEL_NUMBER -> operation.status() == 200 || operation.status() == 409;
                        case INVALID -> operation.status() / 100 == 4;
                        case READ -> operation.status() == 200 || operation.status() == 404;
                    };
            if (!fine) {
                violations.add(new Violation("right answer", operation.toString()));
            }
        }
    }

    private void ordersAreKeptOncePerKey(Facts facts, List<Violation> violations) {
        Map<String, Set<String>> idsByKey = new HashMap<>();
        facts.orders()
                .forEach((id, order) -> idsByKey.computeIfAbsent(text(order, "orderId"), key -> new TreeSet<>())
                        .add(id));
        operations.stream().filter(Operation::isOrder).forEach(order -> {
            Set<String> ids = idsByKey.getOrDefault(order.key(), Set.of());
            List<String> products = order.products();
            if (!ids.isEmpty() && ids.size() != products.size()) {
                violations.add(new Violation("one order per key", order.key() + " has " + ids));
            }
            for (int line = 0; order.ok() && line < products.size(); line++) {
                JsonNode kept = facts.orders().get(Long.toString(order.id() + line));
                if (kept == null
                        || !text(kept, "orderId").equals(order.key())
                        || !text(kept, "productId").equals(products.get(line))
                        || kept.path("orderQty").asInt() != order.qty()
                        || kept.path("parcelId").asLong() != order.id()) {
                    violations.add(new Violation("answered = kept", order + " is " + kept));
                }
            }
        });
        of(Kind.INVALID)
                .filter(invalid -> idsByKey.containsKey(invalid.key()))
                .forEach(invalid -> violations.add(
                        new Violation("refused = nothing done", invalid + " made " + idsByKey.get(invalid.key()))));
    }

    private void cancelsHold(Facts facts, List<Violation> violations) {
        of(Kind.CANCEL).filter(cancel -> !cancel.unknown()).forEach(cancel -> {
            boolean canceled = facts.isCanceled(cancel.target());
            if (canceled != cancel.ok()) {
                violations.add(new Violation(
                        "answered = kept",
                        "cancel of " + cancel.target() + " was answered " + cancel.status() + ", but the order is "
                                + (canceled ? "" : "not ") + "cancelled"));
            }
        });
    }

    /** All lines are cancelled, or some were packed. */
    private void cancelsOfNumbersHold(Facts facts, List<Violation> violations) {
        of(Kind.CANCEL_NUMBER).filter(cancel -> !cancel.unknown()).forEach(cancel -> {
            boolean allCanceled = facts.orders().entrySet().stream()
                    .filter(order -> text(order.getValue(), "orderId").equals(cancel.target()))
                    .allMatch(order -> facts.isCanceled(order.getKey()));
            if (allCanceled != cancel.ok()) {
                violations.add(new Violation(
                        "answered = kept",
                        "cancel of the number " + cancel.target() + " was answered " + cancel.status() + ", but "
                                + (allCanceled ? "all" : "not all") + " of its lines are cancelled"));
            }
        });
    }

    private void receiptsCountOnce(Facts facts, RunningSystem system, List<Violation> violations) {
        Map<String, Integer> lines = new HashMap<>();
        facts.stocks()
                .keySet()
                .forEach(productId -> system.service("stock")
                        .ledger(productId)
                        .values()
                        .forEach(line -> lines.merge(text(line, "note"), 1, Integer::sum)));
        of(Kind.RECEIPT).forEach(receipt -> {
            int count = lines.getOrDefault(receipt.key(), 0);
            if (count > 1 || receipt.ok() && count == 0) {
                violations.add(
                        new Violation("receipt counts once", receipt.key() + " is in the ledger " + count + " times"));
            }
        });
    }
}
