package io.smartwms.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** The {@code wms chaos} command. Exit code 0: everything held; 1: something did not, or the run itself failed; 2: not understood. */
@Command(
        name = "wms chaos",
        description =
                "Breaks a system of its own at random, heals it, and checks that nothing was lost, doubled or stuck.",
        sortOptions = false)
public final class Chaos implements Callable<Integer> {

    private static final int MOST_VIOLATIONS = 40;
    private static final int CALM_ORDERS = 100;
    private static final Duration REST = Duration.ofMinutes(10);

    /** As they are written on the command line. */
    enum Database {
        h2,
        postgres
    }

    /** Those that run twice where the database allows it: the ones that everything passes through. */
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
            description = "what the services keep their rows in: ${COMPLETION-CANDIDATES}; on postgres some run twice"
                    + " (default: ${DEFAULT-VALUE})")
    private Database database = Database.h2;

    @Option(
            names = "--faults",
            paramLabel = "KIND",
            split = ",",
            description = "which may happen, separated by commas (default: all of ${COMPLETION-CANDIDATES})")
    private Set<Fault.Kind> kinds = EnumSet.allOf(Fault.Kind.class);

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "where the system lives, afterwards too (default: a new folder of data)")
    private Path data;

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
        return new CommandLine(new Chaos(out))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((problem, command, words) -> {
                    out.println("The run itself failed: " + problem);
                    problem.printStackTrace(out);
                    return 1;
                })
                .execute(arguments);
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException, IOException {
        List<String> processes = new ArrayList<>(RunningSystem.COMPONENTS);
        processes.remove("broker");
        if (database == Database.postgres) {
            REPLICATED.forEach(service -> processes.add(service + "#2"));
        }
        List<Fault> schedule = Fault.schedule(seed, minutes, processes, EnumSet.copyOf(kinds));
        Path folder = data != null
                ? data
                : Path.of(
                        System.getProperty("wms.root", "."),
                        "data",
                        "chaos-" + seed + "-" + ProcessHandle.current().pid());
        out.printf("seed %d, %d minutes, %d orders, on %s, in %s%n", seed, minutes, orders, database, folder);
        schedule.forEach(fault -> out.println("  " + fault));
        begin = System.nanoTime();
        say("starting the system");
        List<Violation> violations;
        if (database == Database.h2) {
            violations = run(folder, Map.of(), schedule);
        } else {
            try (Postgres postgres = Postgres.start(folder.resolve("postgres"))) {
                violations = run(folder, postgres.environment(), schedule);
            }
        }
        violations.stream().limit(MOST_VIOLATIONS).forEach(violation -> out.println("  " + violation));
        out.println(violations.isEmpty() ? "PASS" : "FAIL: " + violations.size() + " violations");
        return violations.isEmpty() ? 0 : 1;
    }

    private List<Violation> run(Path folder, Map<String, String> environment, List<Fault> schedule)
            throws InterruptedException, ExecutionException, IOException {
        try (RunningSystem system = RunningSystem.start(folder, environment, "--separate")) {
            if (database == Database.postgres) {
                REPLICATED.forEach(system::replicate);
            }
            return run(system, schedule);
        }
    }

    private List<Violation> run(RunningSystem system, List<Fault> schedule)
            throws InterruptedException, ExecutionException, IOException {
        History history = new History();
        Topic topic = new Topic(system.broker());
        Breaker breaker = new Breaker(system, topic, seed);
        Malls malls = new Malls(system.gateway(), history, seed, orders, minutes * 60L);
        malls.open();
        long opened = System.nanoTime();
        for (Fault fault : schedule) {
            while (secondsSince(opened) < fault.at()) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            say(malls.placed() + " orders, now" + fault.toString().substring(6));
            breaker.run(fault, history);
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
        violations.addAll(history.against(Facts.of(system), system));
        violations.addAll(topic.violations());
        violations.addAll(rebuilt(system, "customerCenter", "orderPages"));
        violations.addAll(rebuilt(system, "deliveryCenter", "deliveryPages"));
        report(history, topic, breaker, schedule);
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

    private void report(History history, Topic topic, Breaker breaker, List<Fault> schedule) {
        List<Operation> operations = history.operations();
        out.println();
        for (Operation.Kind kind : Operation.Kind.values()) {
            List<Operation> those =
                    operations.stream().filter(o -> o.kind() == kind).toList();
            out.printf(
                    "  %-8s %6d sent, %6d done, %6d refused, %6d not answered or not now%n",
                    kind.name().toLowerCase(),
                    those.size(),
                    those.stream().filter(Operation::ok).count(),
                    those.stream().filter(o -> o.status() / 100 == 4).count(),
                    those.stream().filter(Operation::unknown).count());
        }
        LongSummaryStatistics recovery =
                breaker.recoveries().stream().mapToLong(Long::longValue).summaryStatistics();
        out.printf(
                "  %d events on the topic, %d of them said twice, %d poisoned%n",
                topic.events(), breaker.repeated(), breaker.poisons());
        if (recovery.getCount() > 0) {
            out.printf(
                    "  %d faults, %d restarts, ready again after %.1f s on average, %.1f s at most%n",
                    schedule.size(), recovery.getCount(), recovery.getAverage() / 1000, recovery.getMax() / 1000.0);
        }
        out.println();
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
