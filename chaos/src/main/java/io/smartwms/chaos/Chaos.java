package io.smartwms.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Random;
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
    private static final Duration REST = Duration.ofMinutes(10);

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
                .setExecutionExceptionHandler((problem, command, words) -> {
                    out.println("The run itself failed: " + problem);
                    problem.printStackTrace(out);
                    return 1;
                })
                .execute(arguments);
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException, IOException {
        List<Fault> schedule = Fault.schedule(seed, minutes);
        Path folder = data != null
                ? data
                : Path.of(
                        System.getProperty("wms.root", "."),
                        "data",
                        "chaos-" + seed + "-" + ProcessHandle.current().pid());
        out.printf("seed %d, %d minutes, %d orders, in %s%n", seed, minutes, orders, folder);
        schedule.forEach(fault -> out.println("  " + fault));
        begin = System.nanoTime();
        say("starting the system");
        List<Violation> violations;
        try (RunningSystem system = RunningSystem.start(folder, Map.of(), "--separate")) {
            violations = run(system, schedule);
        }
        violations.stream().limit(MOST_VIOLATIONS).forEach(violation -> out.println("  " + violation));
        out.println(violations.isEmpty() ? "PASS" : "FAIL: " + violations.size() + " violations");
        return violations.isEmpty() ? 0 : 1;
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
        violations.addAll(Invariants.of(system));
        violations.addAll(Invariants.nothingIsParked(system));
        violations.addAll(history.against(Facts.of(system), system));
        violations.addAll(topic.violations());
        violations.addAll(rebuilt(system, "customerCenter", "orderPages"));
        violations.addAll(rebuilt(system, "deliveryCenter", "deliveryPages"));
        report(history, topic, breaker, schedule);
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
