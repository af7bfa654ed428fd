package io.smartwms.launcher.cli;

import io.smartwms.launcher.backup.Backup;
import io.smartwms.launcher.backup.Restore;
import io.smartwms.launcher.installation.Component;
import io.smartwms.launcher.installation.Failure;
import io.smartwms.launcher.installation.HostNames;
import io.smartwms.launcher.installation.Installation;
import io.smartwms.launcher.process.Logs;
import io.smartwms.launcher.process.Ports;
import io.smartwms.launcher.process.RunningSystems;
import io.smartwms.launcher.process.WmsSystem;
import java.io.File;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The {@code wms} command. Exit codes: 0 done, 1 failed with one sentence on standard error, 2 not understood.
 *
 * <p>The script of the same name finds the JDK, builds what has changed and then starts this class.
 */
@Command(
        name = "wms",
        description = "Runs Smart-WMS on this machine: a broker, eight services and the gateway.",
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false)
final class Wms {

    private static final int DEFAULT_BASE = 8080;
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    private final Path root;
    private final boolean checkOnly;
    private final PrintStream out;
    private final PrintStream err;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "the folder of all data of the system (default: the project's folder data)")
    private @Nullable Path data;

    private @Nullable Integer port;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "prints this")
    private boolean help;

    /** @param checkOnly whether to check only that the words are understood, for the script, which builds before it runs them */
    Wms(Path root, boolean checkOnly, PrintStream out, PrintStream err) {
        this.root = root;
        this.checkOnly = checkOnly;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        Path root = Path.of(System.getProperty("wms.root", "."));
        System.setProperty("logback.configurationFile", "launcher-logback.xml");
        System.exit(new Wms(root, Boolean.getBoolean("wms.check"), System.out, System.err).run(args));
    }

    @Option(
            names = "--port",
            paramLabel = "BASE",
            scope = ScopeType.INHERIT,
            description = "the gateway's port (default: that of the running system, else 8080); services BASE+1 to"
                    + " BASE+8, broker BASE+1012 and BASE+1013")
    void port(int base) {
        int last = 65_535 - Component.LAST_OFFSET;
        if (base < 1 || base > last) {
            throw new ParameterException(spec.commandLine(), "--port must be from 1 to " + last + ", not " + base);
        }
        port = base;
    }

    int run(String... args) {
        return new CommandLine(this)
                .setUsageHelpAutoWidth(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .registerConverter(Component.class, Wms::named)
                .setExecutionStrategy(checkOnly ? words -> 0 : new CommandLine.RunLast())
                .setParameterExceptionHandler(this::misunderstood)
                .setExecutionExceptionHandler(this::failed)
                .execute(args.length == 0 ? new String[] {"help"} : args);
    }

    private int misunderstood(ParameterException problem, String[] args) {
        String sentence = problem instanceof UnmatchedArgumentException unknown
                ? "unknown word '" + unknown.getUnmatched().get(0) + "'"
                : Objects.requireNonNullElse(problem.getMessage(), "not understood")
                        .replaceFirst("^Invalid value for .*?: (?=unknown )", "")
                        .replaceAll("\\s+", " ");
        err.println("wms: " + sentence);
        problem.getCommandLine().usage(err);
        return 2;
    }

    private int failed(Exception problem, CommandLine command, CommandLine.ParseResult words) throws Exception {
        if (problem instanceof Failure) {
            err.println("wms: " + problem.getMessage());
            return 1;
        }
        throw problem;
    }

    // --- the system as a whole

    @Command(description = "Starts what does not run yet, and stays until Ctrl-C, which stops everything.")
    int up(
            @Option(
                            names = {"-d", "--detach"},
                            description = "return when all are ready, and leave them running")
                    boolean detach,
            @Option(
                            names = "--separate",
                            description = "give each service a process of its own, to be stopped and started alone")
                    boolean separate,
            @Option(
                            names = "--listen",
                            paramLabel = "ADDRESS",
                            description =
                                    "let other machines reach the gateway at this address, 0.0.0.0 for all that this"
                                            + " machine has (default: this machine alone)")
                    @Nullable
                    String listen) {
        if (listen != null) {
            HostNames.of(listen);
        }
        Installation installation = installation(true);
        if (system(installation).status().stream().noneMatch(status -> status.running())) {
            installation.listen(listen);
        } else if (listen != null && !installation.listen().equals(Optional.of(listen))) {
            throw new Failure("The system runs already, and its gateway listens elsewhere; wms down stops it.");
        }
        return run(Component.SYSTEM, !separate, detach);
    }

    @Command(description = "Starts the broker alone, for services that you start by mvn spring-boot:run.")
    int broker(
            @Option(
                            names = {"-d", "--detach"},
                            description = "return when it is ready, and leave it running")
                    boolean detach) {
        return run(List.of(Component.BROKER), false, detach);
    }

    @Command(description = "Stops everything, the gateway first, the broker last.")
    int down() {
        WmsSystem system = system(installation(false));
        boolean any = system.status().stream().anyMatch(WmsSystem.Status::running);
        system.down(Component.SYSTEM);
        if (!any) {
            out.println("Nothing was running.");
        }
        return 0;
    }

    @Command(description = "Shows every component; exit code 0 if all are ready, else 1.")
    int status() {
        Installation installation = installation(false);
        List<WmsSystem.Status> all = system(installation).status();
        for (WmsSystem.Status status : all) {
            String since =
                    status.since() == null ? "" : "process " + status.pid() + " since " + WHEN.format(status.since());
            out.printf(
                    "  %-16s %-10s %-22s %s%n",
                    status.component().name(), status.word(), status.component().url(installation), since);
        }
        if (all.stream().noneMatch(WmsSystem.Status::running)) {
            int base = installation.base();
            if (Ports.answers(base)) {
                throw Ports.taken(base, named("gateway"));
            }
        }
        return all.stream().allMatch(WmsSystem.Status::ready) ? 0 : 1;
    }

    @Command(description = "Builds everything and runs all tests; further words go to Maven.")
    int test(@Parameters(arity = "0..*", paramLabel = "WORD") List<String> words) {
        throw new Failure("The tests are run by the script " + root.resolve("wms") + ".");
    }

    @Command(
            description =
                    "Injects random faults into a system of its own and checks that nothing is lost; see wms chaos --help.")
    int chaos(@Parameters(arity = "0..*", paramLabel = "OPTION") List<String> words) {
        throw new Failure("The chaos run is started by the script " + root.resolve("wms") + ".");
    }

    @Command(description = "Measures systems of its own and compares them with their limits; see wms bench --help.")
    int bench(@Parameters(arity = "0..*", paramLabel = "OPTION") List<String> words) {
        throw new Failure("The benchmark is run by the script " + root.resolve("wms") + ".");
    }

    @Command(description = "Builds container images of all services and the gateway, by docker, podman or buildah.")
    int images(
            @Option(
                            names = "--base",
                            paramLabel = "IMAGE",
                            description = "the image with the JVM, 17 or newer (default: eclipse-temurin:25-jre)")
                    @Nullable
                    String base,
            @Option(
                            names = "--registry",
                            paramLabel = "PREFIX",
                            defaultValue = "smart-wms",
                            description = "the part before the names (default: smart-wms)")
                    String registry,
            @Option(
                            names = "--tag",
                            paramLabel = "TAG",
                            defaultValue = "dev",
                            description = "the part after the names (default: dev)")
                    String tag,
            @Option(
                            names = "--save",
                            paramLabel = "DIR",
                            description = "write each image to a file of this folder too, for kind load image-archive")
                    @Nullable
                    Path archives) {
        List<Component> components = new ArrayList<>(Component.SYSTEM);
        components.remove(Component.BROKER);
        new Images(root, path(), out, err).build(components, base, registry, tag, archives);
        return 0;
    }

    @Command(description = "Prints this, or what one command can do.")
    int help(@Parameters(arity = "0..1", paramLabel = "COMMAND") @Nullable String command) {
        CommandLine all = spec.commandLine();
        CommandLine wanted = command == null ? all : all.getSubcommands().get(command);
        if (wanted == null) {
            throw misunderstood("unknown word '" + command + "'");
        }
        wanted.usage(out);
        return 0;
    }

    // --- one service

    @Command(description = "Starts one service and waits until it is ready.")
    int start(@Parameters(paramLabel = "SERVICE") Component service) {
        return run(List.of(service), false, true);
    }

    @Command(description = "Stops one service.")
    int stop(@Parameters(paramLabel = "SERVICE") Component service) {
        system(installation(false)).down(List.of(service));
        return 0;
    }

    @Command(description = "Stops one service and starts it again.")
    int restart(@Parameters(paramLabel = "SERVICE") Component service) {
        WmsSystem system = system(installation(false));
        return Foreground.run(system, () -> {
            system.restart(service);
            return 0;
        });
    }

    @Command(description = "Prints the ends of the logs, of one service or of all.")
    int logs(
            @Parameters(arity = "0..1", paramLabel = "SERVICE") @Nullable Component service,
            @Option(
                            names = {"-f", "--follow"},
                            description = "go on printing what is added")
                    boolean follow,
            @Option(
                            names = "-n",
                            paramLabel = "LINES",
                            description = "how many lines of each (default: 100, of all: 10)")
                    @Nullable
                    Integer lines)
            throws InterruptedException {
        Installation installation = installation(false);
        List<Component> wanted = service == null ? Component.SYSTEM : List.of(service);
        int count = lines != null ? lines : service == null ? 10 : 100;
        Map<String, Path> logs = new LinkedHashMap<>();
        for (Component component : wanted) {
            logs.put(component.name(), installation.log(component));
            if (wanted.size() > 1) {
                out.println("==> " + component.name());
            }
            Logs.tail(installation.log(component), count).forEach(out::println);
        }
        if (!follow && wanted.size() == 1 && !Files.exists(installation.log(wanted.get(0)))) {
            throw new Failure("There is no log " + installation.log(wanted.get(0)) + ": it was never started.");
        }
        if (follow) {
            Logs.follow(logs, out);
        }
        return 0;
    }

    // --- requests to a running system, backup

    @Command(description = "Registers products, receives stock, places orders, and shows their statuses.")
    int demo() {
        Installation installation = installation(false);
        new Demo(named("gateway").url(installation), out, Duration.ofSeconds(60)).run();
        return 0;
    }

    @Command(
            description =
                    "Deletes the rows of a view and makes them again from the topic: customerCenter or deliveryCenter.")
    int rebuild(@Parameters(paramLabel = "VIEW") Component view) {
        if (!view.name().endsWith("Center")) {
            throw misunderstood("unknown view '" + view.name() + "'; there are customerCenter and deliveryCenter");
        }
        new Rebuild(view.name(), view.url(installation(false)), out).run();
        return 0;
    }

    @Command(description = "Copies the running system, databases and topic, into one file; requests wait for a moment.")
    int backup(@Parameters(paramLabel = "FILE") Path file) {
        Installation installation = installation(false);
        List<Component> services = Component.ofKind(Component.SYSTEM, Component.Kind.SERVICE);
        new Backup(installation, services, out).to(file);
        return 0;
    }

    @Command(description = "Makes the data folder (--data), which must be empty, from a backup.")
    int restore(@Parameters(paramLabel = "FILE") Path file) {
        new Restore(root, installation(true), out, err).from(file);
        return 0;
    }

    // --- used by several commands

    private int run(Collection<Component> wanted, boolean together, boolean detach) {
        Installation installation = installation(true);
        return Foreground.up(system(installation), wanted, together, () -> addresses(installation, wanted), detach);
    }

    private void addresses(Installation installation, Collection<Component> wanted) {
        out.println();
        wanted.forEach(component -> out.printf("  %-16s %s%n", component.name(), component.url(installation)));
        if (wanted.size() > 1) {
            out.printf("  %-16s %s%n", "data and logs", installation.data());
        }
        out.println();
    }

    private static List<Path> path() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }

    private WmsSystem system(Installation installation) {
        return new WmsSystem(installation, out, err);
    }

    private static Component named(String word) {
        return Component.named(word, Component.SYSTEM)
                .orElseThrow(() -> new CommandLine.TypeConversionException("unknown service '" + word + "'; there are "
                        + String.join(
                                ", ",
                                Component.SYSTEM.stream().map(Component::name).toList())));
    }

    private ParameterException misunderstood(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    /**
     * The system of {@code --data}, else the one that runs with {@code --port}, else that of the project's folder.
     *
     * @param starts whether the command may start a system: then {@code --port} does not choose the folder
     * @throws Failure the system of the folder runs with another port than {@code --port}
     */
    private Installation installation(boolean starts) {
        Path own = data == null ? root.resolve("data") : data;
        Path folder = data == null && port != null && !starts
                ? RunningSystems.dataFolder(root, port).orElse(own)
                : own;
        Optional<Integer> running = RunningSystems.basePort(root, folder);
        if (port != null && running.isPresent() && !Objects.equals(running.get(), port)) {
            String place = "The system in " + folder.toAbsolutePath().normalize();
            throw new Failure(
                    starts
                            ? place + " already runs with --port " + running.get()
                                    + "; stop it first, or give another folder by --data."
                            : "No system runs with --port " + port + ". " + place + " runs with --port " + running.get()
                                    + ".");
        }
        return new Installation(root, folder, running.orElse(port == null ? DEFAULT_BASE : port));
    }
}
