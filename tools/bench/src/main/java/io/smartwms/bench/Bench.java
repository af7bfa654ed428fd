package io.smartwms.bench;

import io.smartwms.bench.Engine.Kind;
import io.smartwms.harness.Program;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code wms bench} command. Exit code 0: everything was measured; 1: the run itself failed; 2: not understood. */
@Command(
        name = "wms bench",
        description = "Measures systems of its own, side by side with their limits, and says which machine it was.",
        sortOptions = false)
public final class Bench implements Callable<Integer> {

    /** As they are written on the command line. */
    enum Name {
        intake,
        flow,
        cancel,
        views,
        start,
        all
    }

    private final PrintStream out;

    @Parameters(
            paramLabel = "CASE",
            arity = "0..*",
            description = "what to measure: ${COMPLETION-CANDIDATES} (default: all)")
    private Set<Name> names = EnumSet.of(Name.all);

    @Option(
            names = "--database",
            split = ",",
            description = "what the services keep their rows in: ${COMPLETION-CANDIDATES} (default: h2)")
    private Set<Kind> kinds = EnumSet.of(Kind.h2);

    @Option(
            names = "--replicas",
            paramLabel = "N",
            description =
                    "for flow on postgres: how many processes order, deliveryOrder and stock have (default: ${DEFAULT-VALUE})")
    private int replicas = 1;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "how often each figure is measured, in turn with its limits (default: ${DEFAULT-VALUE})")
    private int rounds = 3;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "how long one measuring of what goes on takes (default: ${DEFAULT-VALUE})")
    private int seconds = 8;

    @Option(
            names = "--orders",
            paramLabel = "N",
            description = "how many orders go through the flow in a round (default: ${DEFAULT-VALUE})")
    private int orders = 20_000;

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "how many orders the views hold when they are full (default: ${DEFAULT-VALUE})")
    private int rows = 1_000_000;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "where the systems live and the results are written (default: a new folder of data)")
    private Path data;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "prints this")
    private boolean help;

    @Spec
    private CommandSpec command;

    private long begin;

    Bench(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        System.exit(run(System.out, arguments));
    }

    /** Runs the command with these words and returns its exit code. */
    static int run(PrintStream out, String... arguments) {
        System.setProperty("log4j2.configurationFile", "bench-log4j2.xml");
        return Program.run(new Bench(out), out, arguments);
    }

    @Override
    public Integer call() throws Exception {
        begin = System.nanoTime();
        if (replicas > 1 && (kinds.contains(Kind.h2) || !names.equals(EnumSet.of(Name.flow)))) {
            throw new CommandLine.ParameterException(
                    command.commandLine(), "--replicas is for flow with --database postgres");
        }
        Path folder = data != null
                ? data
                : Path.of(
                        System.getProperty("wms.root", "."),
                        "data",
                        "bench-" + ProcessHandle.current().pid());
        Files.createDirectories(folder);
        Machine machine = Machine.here();
        out.println(machine);
        out.println("in " + folder);
        Measurement found = new Measurement();
        try {
            for (Kind kind : kinds) {
                for (Name name : wanted()) {
                    measure(name, kind, folder, found);
                }
            }
        } finally {
            // Of a run that failed, what it had found until then.
            report(machine, found, folder);
        }
        return 0;
    }

    private void report(Machine machine, Measurement found, Path folder) throws IOException {
        Report report = new Report(machine, found);
        report.print(out);
        report.write(folder);
        out.printf("%nwritten to %s and %s%n", folder.resolve(Report.JSON), folder.resolve(Report.CHART));
    }

    private void measure(Name name, Kind kind, Path folder, Measurement found) throws Exception {
        Path place = folder.resolve(name + "-" + kind);
        Case measured = switch (name) {
            case intake -> new Intake();
            case flow -> new Flow(orders);
            case cancel -> new Cancel();
            case views -> new Views(rows);
            case start -> new Start();
            case all -> throw new AssertionError("It is no case of its own");
        };
        Files.createDirectories(place);
        measured.measure(new Case.Setting(kind, place, replicas, rounds, seconds, this::say), found);
    }

    private List<Name> wanted() {
        if (!names.contains(Name.all)) {
            return List.copyOf(names);
        }
        List<Name> all = new ArrayList<>(List.of(Name.values()));
        all.remove(Name.all);
        return all;
    }

    private void say(String what) {
        out.printf("  %5d s  %s%n", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin), what);
    }
}
