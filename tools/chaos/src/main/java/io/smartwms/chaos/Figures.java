package io.smartwms.chaos;

import io.smartwms.chaos.Operation.Kind;
import io.smartwms.harness.Facts;
import io.smartwms.harness.Topic;
import java.io.PrintStream;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What a run of chaos says in numbers. Violations are told elsewhere. */
record Figures(PrintStream out, History history, Facts facts, Topic topic, Breaker breaker) {

    /** In milliseconds: how long after the start, or after a fault, the system is busy with what has waited. */
    private static final long SETTLING = 20_000;

    void print() {
        out.println();
        for (Kind kind : Kind.values()) {
            List<Operation> those = history.operations().stream()
                    .filter(operation -> operation.kind() == kind)
                    .toList();
            out.printf(
                    "  %-8s %6d sent, %6d done, %6d refused, %6d not answered or not now%n",
                    kind.name().toLowerCase(),
                    those.size(),
                    those.stream().filter(Operation::ok).count(),
                    those.stream().filter(o -> o.status() / 100 == 4).count(),
                    those.stream().filter(Operation::unknown).count());
        }
        out.printf("  %d orders whose request got no answer had been taken all the same%n", takenWithoutAnAnswer());
        out.printf(
                "  %d events on the topic, %d of them said twice, %d poisoned%n",
                topic.size(), breaker.repeated(), breaker.poisons());
        if (!breaker.recoveries().isEmpty()) {
            LongSummaryStatistics recovery = of(breaker.recoveries());
            out.printf(
                    "  %d faults, %d restarts, ready again after %.1f s on average, %.1f s at most%n",
                    breaker.windows().size(),
                    recovery.getCount(),
                    recovery.getAverage() / 1000,
                    recovery.getMax() / 1000.0);
        }
        if (!breaker.takeovers().isEmpty()) {
            LongSummaryStatistics takeover = of(breaker.takeovers());
            out.printf(
                    "  %d relays frozen, another one sent after %.1f s on average, %.1f s at most%n",
                    takeover.getCount(), takeover.getAverage() / 1000, takeover.getMax() / 1000.0);
        }
        breaker.windows().stream()
                .filter(window -> window.fault().hitsTheBroker())
                .forEach(this::printAccepted);
        breaker.backlogs()
                .forEach(backlog -> out.printf(
                        "  broker away %.0f s: %d events waited, all had left after %.1f s (%.0f times the rate of arrival),"
                                + " the last order was at its end after %.1f s%n",
                        backlog.away() / 1000.0,
                        backlog.events(),
                        backlog.sent() / 1000.0,
                        (double) backlog.away() / Math.max(1, backlog.sent()),
                        backlog.arrived() / 1000.0));
        out.println();
    }

    private static LongSummaryStatistics of(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).summaryStatistics();
    }

    /** Orders by their key: the first request of each that was not answered, and is there. */
    private long takenWithoutAnAnswer() {
        Set<String> kept = facts.orders().values().stream()
                .map(order -> Facts.text(order, "orderId"))
                .collect(Collectors.toSet());
        Set<String> answered = history.operations().stream()
                .filter(operation -> operation.isOrder() && operation.ok())
                .map(Operation::key)
                .collect(Collectors.toSet());
        return history.operations().stream()
                .filter(operation -> operation.isOrder() && operation.unknown())
                .map(Operation::key)
                .distinct()
                .filter(key -> kept.contains(key) && !answered.contains(key))
                .count();
    }

    /** How many orders per second were taken while the broker was away, and while nothing was broken or catching up. */
    private void printAccepted(Breaker.Window window) {
        long end = history.operations().stream().mapToLong(Operation::at).max().orElse(0);
        long calmSeconds = LongStream.range(0, end / 1000)
                .filter(second -> isCalm(second * 1000))
                .count();
        double away =
                1000.0 * taken(operation -> isIn(operation, window)) / Math.max(1, window.until() - window.from());
        out.printf("  %s: %.1f orders/s taken", window.fault().toString().strip(), away);
        if (calmSeconds > 0) {
            double calm = (double) taken(operation -> isCalm(operation.at() / 1000 * 1000)) / calmSeconds;
            out.printf(", %.0f %% of the %.1f/s in %d s of calm", 100 * away / calm, calm, calmSeconds);
        }
        out.println();
    }

    /** Whether nothing is broken at that moment, and nothing has been for a while. */
    private boolean isCalm(long at) {
        return at >= SETTLING
                && breaker.windows().stream().noneMatch(each -> at >= each.from() && at < each.until() + SETTLING);
    }

    private long taken(Predicate<Operation> when) {
        return history.operations().stream()
                .filter(operation -> operation.isOrder() && operation.status() == 201)
                .filter(when)
                .count();
    }

    private static boolean isIn(Operation operation, Breaker.Window window) {
        return operation.at() >= window.from() && operation.at() < window.until();
    }
}
