package io.smartwms.chaos;

import io.smartwms.harness.Facts;
import io.smartwms.harness.Invariants;
import io.smartwms.harness.Poison;
import io.smartwms.harness.Postgres;
import io.smartwms.harness.RunningSystem;
import io.smartwms.harness.Topic;
import io.smartwms.harness.Violation;
import io.smartwms.harness.Wait;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Breaks the system as the schedule says, heals it, and remembers what it has poisoned, and how the system took it. */
final class Breaker {

    /**
     * What a {@link Breaker} works with.
     *
     * @param postgres null if the databases are embedded
     * @param disk null if the disk is not to be filled
     * @param clock null if the clock is not to jump
     */
    record Tools(
            @Nullable Postgres postgres,
            @Nullable SmallDisk disk,
            @Nullable WrongClock clock) {

        Postgres usedPostgres() {
            return Objects.requireNonNull(postgres, "A fault of PostgreSQL on embedded databases");
        }

        SmallDisk usedDisk() {
            return Objects.requireNonNull(disk, "A full disk without a disk to fill");
        }

        WrongClock usedClock() {
            return Objects.requireNonNull(clock, "A jump without a clock");
        }
    }

    /** From when until when something was broken, in milliseconds since the malls opened. */
    record Window(Fault fault, long from, long until) {}

    /**
     * How a backlog went that had grown while the broker was away.
     *
     * @param events how many had to wait in the order service
     * @param away how long the broker was, in milliseconds
     * @param sent after how many milliseconds the last of them had left
     * @param arrived after how many milliseconds the last order was where it belongs
     */
    record Backlog(int events, long away, long sent, long arrived) {}

    /** How long a reader that has just been revived may take to come to a poison. */
    private static final Duration HEARD = Duration.ofMinutes(3);

    /** From here on a broker's absence is worth a figure, in seconds. */
    private static final int LONG = 20;

    /** Order ids that no order will reach. */
    private static final long NOBODY = 9_000_000_000L;

    private final RunningSystem system;
    private final Topic topic;
    private final LoadGenerator malls;
    private final History history;
    private final Tools tools;
    private final Random random;
    private final Consumer<String> say;
    private final List<Window> windows = new ArrayList<>();
    private final List<Backlog> backlogs = new ArrayList<>();
    private final List<Long> takeovers = new ArrayList<>();
    private final Map<String, Set<String>> poisoned = new TreeMap<>();
    private final Set<Long> poisonedOrders = new HashSet<>();
    private final List<Long> recoveries = new ArrayList<>();
    private int repeated;

    Breaker(
            RunningSystem system,
            Topic topic,
            LoadGenerator malls,
            History history,
            Tools tools,
            long seed,
            Consumer<String> say) {
        this.system = system;
        this.topic = topic;
        this.malls = malls;
        this.history = history;
        this.tools = tools;
        this.random = new Random(seed + 1);
        this.say = say;
    }

    List<Window> windows() {
        return windows;
    }

    List<Backlog> backlogs() {
        return backlogs;
    }

    /** How long after a relay was frozen another one sent, in milliseconds. */
    List<Long> takeovers() {
        return takeovers;
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

    void run(Fault fault) throws InterruptedException, ExecutionException, IOException, SQLException {
        long from = malls.now();
        switch (fault.kind()) {
            case KILL, KILL_TWO, KILL_BROKER, BROKER_AWAY -> {
                fault.targets().forEach(system::kill);
                TimeUnit.SECONDS.sleep(fault.seconds());
                fault.targets().forEach(this::revive);
                watchBacklog(fault, from);
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
                watchBacklog(fault, from);
            }
            case FREEZE_RELAY -> freezeRelay(fault);
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
            case POISON_AN_ORDER -> poison(Poison.UNREADABLE, newestOrder().orElse(NOBODY - 1));
            case CUT_DATABASE -> tools.usedPostgres().cut(fault.targets().get(0));
            case FREEZE_DATABASE -> {
                tools.usedPostgres().freeze();
                try {
                    TimeUnit.SECONDS.sleep(fault.seconds());
                } finally {
                    tools.usedPostgres().thaw();
                }
            }
            case KILL_DATABASE -> {
                tools.usedPostgres().kill();
                TimeUnit.SECONDS.sleep(fault.seconds());
                tools.usedPostgres().revive();
            }
            case FILL_DISK -> {
                tools.usedDisk().fill();
                try {
                    TimeUnit.SECONDS.sleep(fault.seconds());
                } finally {
                    tools.usedDisk().clear();
                }
            }
            case JUMP_CLOCK -> {
                tools.usedClock().set(Long.parseLong(fault.targets().get(0)));
                TimeUnit.SECONDS.sleep(fault.seconds());
                tools.usedClock().set(0);
            }
        }
        windows.add(new Window(fault, from, malls.now()));
    }

    /** The newest order that was taken and is not poisoned yet. */
    private Optional<Long> newestOrder() {
        return history.operations().stream()
                .filter(operation -> operation.kind() == Operation.Kind.ORDER && operation.ok())
                .map(Operation::id)
                .filter(id -> !poisonedOrders.contains(id))
                .reduce((earlier, later) -> later);
    }

    /** What the broker left behind, if it was the broker, and away for long. */
    private void watchBacklog(Fault fault, long from) throws InterruptedException {
        if (!fault.hitsTheBroker() || fault.seconds() < LONG) {
            return;
        }
        int events = backlog();
        Optional<Long> last = newestOrder();
        long back = malls.now();
        Wait.until("the backlog leaves", () -> backlog() <= Math.max(20, events / 100));
        long sent = malls.now() - back;
        Wait.until("order %s is where it belongs".formatted(last), () -> last.isEmpty() || isAtRest(last.get()));
        backlogs.add(new Backlog(events, back - from, sent, malls.now() - back));
    }

    private int backlog() {
        return system.service("order")
                .get("/actuator/health")
                .json()
                .at("/components/outbox/details/backlog")
                .asInt(Integer.MAX_VALUE);
    }

    private boolean isAtRest(long order) {
        return Invariants.isAtRest(
                system.service("order").get("/orders/" + order).json());
    }

    private void freezeRelay(Fault fault) throws InterruptedException {
        List<String> processes = system.processesOf(fault.targets().get(0));
        Wait.until("one of " + processes + " sends", () -> processes.stream().anyMatch(this::sends));
        String sender = processes.stream().filter(this::sends).findFirst().orElse(processes.get(0));
        List<String> others =
                processes.stream().filter(process -> !process.equals(sender)).toList();
        long begin = malls.now();
        system.freeze(sender);
        try {
            Wait.until(
                    "another than " + sender + " sends", () -> others.stream().anyMatch(this::sends));
            long takeover = malls.now() - begin;
            takeovers.add(takeover);
            say.accept("another sends than %s after %.1f s".formatted(sender, takeover / 1000.0));
            TimeUnit.MILLISECONDS.sleep(Math.max(0, fault.seconds() * 1000L - takeover));
        } finally {
            system.thaw(sender);
        }
    }

    /** Whether this process of a service is the one that has its outbox's lease. */
    private boolean sends(String process) {
        return system.process(process)
                .get("/actuator/health")
                .json()
                .at("/components/outbox/details/relay")
                .asString("")
                .equals("sends");
    }

    private void poison(List<Poison> kinds, long order) throws InterruptedException, ExecutionException {
        Poison poison = kinds.get(random.nextInt(kinds.size()));
        poisoned.put(topic.poison(poison, Long.toString(order)), poison.readers());
        poisonedOrders.add(order);
    }

    private void revive(String component) {
        long begin = System.nanoTime();
        system.revive(component);
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        recoveries.add(took);
        say.accept("%s is ready again after %.1f s".formatted(component, took / 1000.0));
    }

    /**
     * That what is kept aside is exactly the poison, each with its readers, and what waits behind it; an operator then discards
     * the poison, and the rest follows by itself.
     */
    List<Violation> clearParked() throws InterruptedException {
        List<Violation> violations = new ArrayList<>();
        Map<String, Set<String>> parkedBy = new HashMap<>();
        awaitParked()
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

    /** What is kept aside once whoever must park a poison has heard it; what is missing after a while is left to the check. */
    private Map<String, Map<String, JsonNode>> awaitParked() throws InterruptedException {
        long begin = System.nanoTime();
        while (true) {
            Map<String, Map<String, JsonNode>> parked = Facts.parked(system);
            boolean complete = poisoned.entrySet().stream()
                    .allMatch(poison -> poison.getValue().stream()
                            .allMatch(reader ->
                                    parked.getOrDefault(reader, Map.of()).containsKey(poison.getKey())));
            if (complete || System.nanoTime() - begin > HEARD.toNanos()) {
                return parked;
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private static boolean isFailed(JsonNode entry) {
        return Facts.text(entry, "state").equals("FAILED");
    }
}
