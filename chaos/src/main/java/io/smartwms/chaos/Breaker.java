package io.smartwms.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Breaks the system as the schedule says, heals it, and remembers what it has poisoned. */
final class Breaker {

    /** Order ids that no order will reach. */
    private static final long NOBODY = 9_000_000_000L;

    private final RunningSystem system;
    private final Topic topic;
    private final Random random;
    private final Map<String, Set<String>> poisoned = new TreeMap<>();
    private final Set<Long> poisonedOrders = new HashSet<>();
    private final List<Long> recoveries = new ArrayList<>();
    private int repeated;

    Breaker(RunningSystem system, Topic topic, long seed) {
        this.system = system;
        this.topic = topic;
        this.random = new Random(seed + 1);
    }

    /** How long each killed process took to be ready again, in milliseconds. */
    List<Long> recoveries() {
        return recoveries;
    }

    int poisons() {
        return poisoned.size();
    }

    int repeated() {
        return repeated;
    }

    void run(Fault fault, History history) throws InterruptedException, ExecutionException {
        switch (fault.kind()) {
            case KILL, KILL_TWO, KILL_BROKER -> {
                fault.targets().forEach(system::kill);
                TimeUnit.SECONDS.sleep(fault.seconds());
                fault.targets().forEach(this::revive);
            }
            case KILL_WHILE_STARTING -> {
                String target = fault.targets().get(0);
                system.kill(target);
                system.killWhileStarting(target, fault.seconds() * 1000L);
                revive(target);
            }
            case FREEZE, FREEZE_BROKER -> {
                fault.targets().forEach(system::freeze);
                try {
                    TimeUnit.SECONDS.sleep(fault.seconds());
                } finally {
                    fault.targets().forEach(system::thaw);
                }
            }
            case FORGET_POSITION -> {
                String target = fault.targets().get(0);
                system.processesOf(target).forEach(system::kill);
                while (topic.hasReaders(target)) {
                    TimeUnit.MILLISECONDS.sleep(200);
                }
                topic.forgetPosition(target);
                system.processesOf(target).forEach(this::revive);
            }
            case REPEAT -> repeated += topic.repeat(random, 50);
            case POISON -> poison(List.of(Poison.values()), NOBODY + poisoned.size());
            case POISON_AN_ORDER ->
                poison(
                        Poison.UNREADABLE,
                        history.operations().stream()
                                .filter(operation -> operation.kind() == Operation.Kind.ORDER && operation.ok())
                                .map(Operation::id)
                                .filter(id -> !poisonedOrders.contains(id))
                                .reduce((earlier, later) -> later)
                                .orElse(NOBODY - 1));
        }
    }

    private void poison(List<Poison> kinds, long order) throws InterruptedException, ExecutionException {
        Poison poison = kinds.get(random.nextInt(kinds.size()));
        poisoned.put(topic.poison(poison, Long.toString(order)), poison.readers());
        poisonedOrders.add(order);
    }

    private void revive(String component) {
        long begin = System.nanoTime();
        system.revive(component);
        recoveries.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
    }

    /**
     * That what is kept aside is exactly the poison, each with its readers, and what waits behind it; an operator then discards
     * the poison, and the rest follows by itself.
     */
    List<Violation> clearParked() {
        List<Violation> violations = new ArrayList<>();
        Map<String, Set<String>> parkedBy = new HashMap<>();
        Facts.parked(system)
                .forEach((service, entries) -> entries.forEach((position, entry) -> {
                    if (isFailed(entry)) {
                        parkedBy.computeIfAbsent(position, p -> new TreeSet<>()).add(service);
                        if (!poisoned.containsKey(position)) {
                            violations.add(new Violation(
                                    "parked = poison",
                                    service + " parked " + position + ": " + Facts.text(entry, "reason")));
                        }
                        system.service(service)
                                .delete("/actuator/parked/" + entry.path("id").asString())
                                .is(200);
                    }
                }));
        poisoned.forEach((position, readers) -> {
            Set<String> parked = parkedBy.getOrDefault(position, Set.of());
            if (!parked.equals(readers)) {
                violations.add(new Violation(
                        "parked = poison",
                        "the poison at " + position + " is parked by " + parked + ", not " + readers));
            }
        });
        return violations;
    }

    private static boolean isFailed(JsonNode entry) {
        return Facts.text(entry, "state").equals("FAILED");
    }
}
