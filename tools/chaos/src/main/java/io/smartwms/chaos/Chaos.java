package io.smartwms.chaos;

import io.smartwms.chaos.Fault.Kind;
import io.smartwms.harness.Api;
import io.smartwms.harness.Facts;
import io.smartwms.harness.Invariants;
import io.smartwms.harness.Postgres;
import io.smartwms.harness.Program;
import io.smartwms.harness.RunningSystem;
import io.smartwms.harness.Topic;
import io.smartwms.harness.Violation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** The {@code wms chaos} command. Exit code 0: everything held; 1: something did not, or the run itself failed; 2: not understood. */
@Command(
        name = "wms chaos",
        description =
                "Breaks a system of its own at random, heals it, and checks that nothing was lost, doubled or stuck.",
        sortOptions = false)
public final class Chaos implements Callable<Integer> {

    private static final int MAX_VIOLATIONS = 40;
    private static final int CALM_ORDERS = 100;
    private static final Duration REST = Duration.ofMinutes(10);

    /** As they are written on the command line. */
    enum Database {
        h2,
        postgres
    }

    /** Those that run several times where the database allows it: the ones that everything passes through. */
    private static final List<String> REPLICATED = List.of("order", "deliveryOrder", "stock");

    private final PrintStream out;

    @Option(names = "--seed", paramLabel = "N", description = "of the schedule and the load (default: any)")
    private long seed = new Random().nextInt(100_000);

    @Option(names = "--minutes", paramLabel = "M", description = "how long things break (default: ${DEFAULT-VALUE})")
    private int minutes = 5;

    @Option(
            names = "--orders",
            paramLabel = "N",
            description = "how many orders are placed meanwhile (default: ${DEFAULT-VALUE})")
    private int orders = 3_000;

    @Option(
            names = "--database",
            description = "what the services keep their rows in: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Database database = Database.h2;

    @Option(
            names = "--replicas",
            paramLabel = "N",
            description =
                    "on postgres, how many processes order, deliveryOrder and stock have (default: ${DEFAULT-VALUE})")
    private int replicas = 2;

    @Option(
            names = "--faults",
            paramLabel = "KIND",
            split = ",",
            description =
                    "which may happen, separated by commas (default: all that can happen on this machine and database"
                            + " of ${COMPLETION-CANDIDATES})")
    private @Nullable Set<Kind> kinds;

    @Option(
            names = "--rushes",
            paramLabel = "N",
            description =
                    "instead of all this: N times, 200 orders at once for a stock of 100, then 50 of them cancelled")
    private int rushes;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "where the system lives, afterwards too (default: a new folder of data)")
    private @Nullable Path data;

    @Spec
    private CommandSpec command;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "prints this")
    private boolean help;

    private long begin;

    Chaos(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        System.exit(run(System.out, arguments));
    }

    /** Runs the command with these words and returns its exit code. */
    public static int run(PrintStream out, String... arguments) {
        return Program.run(new Chaos(out), out, arguments);
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException, IOException, SQLException {
        Path folder = data != null
                ? data
                : Path.of(
                        System.getProperty("wms.root", "."),
                        "data",
                        "chaos-" + seed + "-" + ProcessHandle.current().pid());
        begin = System.nanoTime();
        List<Violation> violations = rushes > 0 ? rush(folder) : chaos(folder);
        violations.stream().limit(MAX_VIOLATIONS).forEach(violation -> out.println("  " + violation));
        out.println(violations.isEmpty() ? "PASS" : "FAIL: " + violations.size() + " violations");
        return violations.isEmpty() ? 0 : 1;
    }

    private List<Violation> rush(Path folder) throws InterruptedException, ExecutionException {
        out.printf("seed %d, %d rushes, in %s%n", seed, rushes, folder);
        say("starting the system");
        try (RunningSystem system = RunningSystem.start(folder, StockRace.ENVIRONMENT)) {
            return new StockRace(system, new Random(seed), this::say).run(rushes);
        }
    }

    private List<Violation> chaos(Path folder)
            throws InterruptedException, ExecutionException, IOException, SQLException {
        List<String> processes = new ArrayList<>(RunningSystem.COMPONENTS);
        processes.remove("broker");
        List<String> more = database == Database.h2 ? List.of() : replicas();
        processes.addAll(more);
        Map<Kind, String> missing = missing();
        Set<Kind> possible = possible(missing);
        List<Fault> schedule = Fault.schedule(seed, minutes, processes, possible);
        out.printf("seed %d, %d minutes, %d orders, on %s, in %s%n", seed, minutes, orders, database, folder);
        if (kinds == null) {
            missing.forEach(
                    (kind, why) -> out.println("  not here: " + kind.name().toLowerCase() + ", " + why));
        }
        schedule.forEach(fault -> out.println("  " + fault));
        say("starting the system");
        Files.createDirectories(folder);
        boolean full = schedule.stream().anyMatch(fault -> fault.kind() == Kind.FILL_DISK);
        try (SmallDisk disk = full ? SmallDisk.mount(folder.resolve("disk")) : null) {
            if (database == Database.h2) {
                if (disk != null) {
                    disk.hold(folder);
                }
                return run(folder, Map.of(), more, new Breaker.Tools(null, disk, clock(schedule, folder)), schedule);
            }
            Path place = (disk == null ? folder : disk.place()).resolve("postgres");
            try (Postgres postgres = Postgres.start(place)) {
                Breaker.Tools tools = new Breaker.Tools(postgres, disk, clock(schedule, folder));
                return run(folder, postgres.environment(), more, tools, schedule);
            }
        }
    }

    private List<String> replicas() {
        return IntStream.rangeClosed(2, replicas)
                .boxed()
                .flatMap(number -> REPLICATED.stream().map(service -> service + "#" + number))
                .toList();
    }

    /** Null if the clock never jumps. */
    private static @Nullable WrongClock clock(List<Fault> schedule, Path folder) throws IOException {
        return schedule.stream().anyMatch(fault -> fault.kind() == Kind.JUMP_CLOCK) ? WrongClock.in(folder) : null;
    }

    /** What was asked for, or else all that is possible. */
    private Set<Kind> possible(Map<Kind, String> missing) {
        if (kinds == null) {
            Set<Kind> all = EnumSet.allOf(Kind.class);
            all.removeAll(missing.keySet());
            return all;
        }
        for (Kind kind : kinds) {
            if (missing.containsKey(kind)) {
                throw new CommandLine.ParameterException(
                        command.commandLine(), kind + " cannot happen here: " + missing.get(kind));
            }
        }
        // In one order, however they were written: the schedule follows from it.
        return EnumSet.copyOf(kinds);
    }

    /** The kinds that cannot happen here, and what keeps each from it. */
    private Map<Kind, String> missing() {
        Map<Kind, String> missing = new EnumMap<>(Kind.class);
        if (database == Database.h2 || replicas < 2) {
            missing.put(Kind.FREEZE_RELAY, "nothing runs more than once");
        }
        if (database == Database.h2) {
            for (Kind kind : List.of(Kind.CUT_DATABASE, Kind.FREEZE_DATABASE, Kind.KILL_DATABASE)) {
                missing.put(kind, "an embedded database dies with its service");
            }
        }
        if (!SmallDisk.possible()) {
            missing.put(Kind.FILL_DISK, "a small disk cannot be mounted");
        }
        if (!WrongClock.possible()) {
            missing.put(Kind.JUMP_CLOCK, "there is no C compiler");
        }
        return missing;
    }

    private List<Violation> run(
            Path folder, Map<String, String> environment, List<String> more, Breaker.Tools tools, List<Fault> schedule)
            throws InterruptedException, ExecutionException, IOException, SQLException {
        Map<String, String> withClock = new HashMap<>(environment);
        WrongClock clock = tools.clock();
        if (clock != null) {
            withClock.putAll(clock.environment());
        }
        try (RunningSystem system = RunningSystem.start(folder, withClock, "--separate")) {
            more.forEach(replica -> system.replicate(replica, environment, Map.of()));
            return run(system, tools, schedule);
        }
    }

    private List<Violation> run(RunningSystem system, Breaker.Tools tools, List<Fault> schedule)
            throws InterruptedException, ExecutionException, IOException, SQLException {
        History history = new History();
        Topic topic = new Topic(system.broker());
        LoadGenerator malls = new LoadGenerator(system.gateway(), history, seed, orders, minutes * 60L);
        Breaker breaker = new Breaker(system, topic, malls, history, tools, seed, this::say);
        malls.open();
        long opened = System.nanoTime();
        for (Fault fault : schedule) {
            while (secondsSince(opened) < fault.at()) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            say(malls.placed() + " orders, now" + fault.toString().substring(6));
            breaker.run(fault);
        }
        while (malls.placed() < orders && secondsSince(opened) < minutes * 60L) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        malls.close();
        write(history, system.data().resolve("history.jsonl"));
        say("the load has ended, everything is healed");

        List<Violation> violations = new ArrayList<>();
        system.up("--separate");
        violations.addAll(breaker.clearParked());
        long healed = System.nanoTime();
        violations.addAll(Invariants.awaitRest(system, REST, this::say));
        say("at rest after %.1f s, checking".formatted((System.nanoTime() - healed) / 1e9));
        violations.addAll(calm(system, topic));
        violations.addAll(Invariants.of(system));
        violations.addAll(Invariants.nothingIsParked(system));
        Facts facts = Facts.of(system);
        violations.addAll(history.against(facts, system));
        violations.addAll(topic.violations());
        violations.addAll(rebuilt(system, "customerCenter", "orderPages"));
        violations.addAll(rebuilt(system, "deliveryCenter", "deliveryPages"));
        new Figures(out, history, facts, topic, breaker).print();
        return violations;
    }

    /** While nothing breaks. */
    private List<Violation> calm(RunningSystem system, Topic topic) throws InterruptedException {
        say("a few orders in calm weather");
        Set<String> ids = new TreeSet<>();
        for (int i = 0; i < CALM_ORDERS; i++) {
            ids.add(Long.toString(system.gateway()
                    .post("/orders", Map.of("productId", "C-1"))
                    .is(201)
                    .id()));
        }
        List<Violation> violations = new ArrayList<>(Invariants.awaitRest(system, REST, this::say));
        violations.addAll(topic.repetitions(ids));
        return violations;
    }

    private List<Violation> rebuilt(RunningSystem system, String view, String collection) {
        say("rebuilding " + view);
        Map<String, JsonNode> live = system.service(view).all(collection);
        system.wms("rebuild", view);
        Map<String, JsonNode> again = system.service(view).all(collection);
        return Stream.concat(live.keySet().stream(), again.keySet().stream())
                .distinct()
                .filter(id -> !live.containsKey(id) || !live.get(id).equals(again.get(id)))
                .map(id -> new Violation(
                        "rebuilt = live", view + " " + id + " is " + again.get(id) + ", was " + live.get(id)))
                .toList();
    }

    private static void write(History history, Path file) throws IOException {
        Files.write(
                file,
                history.operations().stream().map(Api.JSON::writeValueAsString).toList());
    }

    private void say(String what) {
        out.printf("  %5d s  %s%n", secondsSince(begin), what);
    }

    private static long secondsSince(long nanos) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - nanos);
    }
}
