package io.smartwms.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A whole system in a folder of its own, started and stopped by the {@code wms} command as its users do it. */
public final class RunningSystem implements AutoCloseable {

    /** All that own something, in the order of an order's way. */
    public static final List<String> SERVICES = List.of(
            "order",
            "deliveryOrder",
            "deliveryPicking",
            "deliveryPacking",
            "product",
            "stock",
            "customerCenter",
            "deliveryCenter");

    public static final List<String> COMPONENTS = Stream.of(List.of("broker"), SERVICES, List.of("gateway"))
            .flatMap(List::stream)
            .toList();

    private final Path root;
    private final Path data;
    private final int base;
    private final Map<String, String> environment;
    private final Map<String, Replica> replicas = new LinkedHashMap<>();
    /** Whoever ends this process while the system runs, as by Ctrl-C, ends the system too. */
    private final Thread ending = new Thread(this::stop, "stop the system");

    private RunningSystem(Path root, Path data, int base, Map<String, String> environment) {
        this.root = root;
        this.data = data;
        this.base = base;
        this.environment = environment;
        Runtime.getRuntime().addShutdownHook(ending);
    }

    /**
     * @param data where it keeps everything
     * @param environment what its processes find there besides what this one has
     * @param options of {@code wms up}
     */
    public static RunningSystem start(Path data, Map<String, String> environment, String... options) {
        RunningSystem system = in(data, environment);
        system.up(options);
        return system;
    }

    /** One of which nothing runs yet. */
    public static RunningSystem in(Path data, Map<String, String> environment) {
        return new RunningSystem(root(), data.toAbsolutePath(), freeBase(), environment);
    }

    /** The project's folder. */
    public static Path root() {
        String told = System.getProperty("wms.root");
        Path here = Path.of(told == null ? "" : told).toAbsolutePath();
        while (!Files.exists(here.resolve("wms"))) {
            here = Objects.requireNonNull(here.getParent(), "No folder above holds the script wms");
        }
        return here;
    }

    private static int freeBase() {
        return IntStream.iterate(18_080, base -> base < 60_000, base -> base + 2_000)
                .filter(base -> Stream.concat(
                                IntStream.rangeClosed(base, base + 8).boxed(), Stream.of(base + 1012, base + 1013))
                        .allMatch(RunningSystem::isFree))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket ignored = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** Starts what does not run. */
    public void up(String... options) {
        List<String> words = new ArrayList<>(List.of("up", "--detach"));
        words.addAll(List.of(options));
        wms(words.toArray(String[]::new));
        replicas.values().stream().filter(replica -> !replica.isAlive()).forEach(Replica::start);
    }

    /**
     * Starts one more process of a service, beside the one that the gateway knows; its database must be a server.
     *
     * @param name such as {@code order#2}
     * @param environment what it finds there besides what this process has
     * @param settings which win over those that all get
     */
    public void replicate(String name, Map<String, String> environment, Map<String, String> settings) {
        String service = name.substring(0, name.indexOf('#'));
        int port = base
                + 100 * (Integer.parseInt(name.substring(name.indexOf('#') + 1)) - 1)
                + COMPONENTS.indexOf(service);
        Map<String, String> arguments =
                new LinkedHashMap<>(Map.of("wms.data", data.toString(), "wms.broker", broker()));
        SERVICES.forEach(other -> arguments.put(
                "wms.services." + other.replaceAll("([A-Z])", "-$1").toLowerCase(),
                service(other).address()));
        arguments.putAll(settings);
        Replica replica = new Replica(root, data, name, port, arguments, environment);
        replicas.put(name, replica);
        replica.start();
    }

    /**
     * Runs a command of the launcher, as the script {@code wms} does once it has built, and returns what it printed.
     *
     * @throws IllegalStateException it failed; the message has what it printed
     */
    public String wms(String... words) {
        Path launcher = root.resolve("tools/launcher/target");
        try {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-Dwms.root=" + root,
                    "-cp",
                    launcher.resolve("launcher.jar") + ":"
                            + Files.readString(launcher.resolve("runtime.classpath"))
                                    .strip(),
                    "io.smartwms.launcher.cli.Wms"));
            command.addAll(List.of(words));
            command.addAll(List.of("--data", data.toString(), "--port", Integer.toString(base)));
            Files.createDirectories(data);
            // Not in the data folder: some commands want it empty.
            Path output = Files.createTempFile("wms", ".out");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(5, TimeUnit.MINUTES);
            String printed = Files.readString(output);
            Files.delete(output);
            if (!ended || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "wms " + String.join(" ", words) + (ended ? " failed: " : " does not end: ") + printed);
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Path data() {
        return data;
    }

    public String broker() {
        return "localhost:" + (base + 1012);
    }

    /** Through the gateway. */
    public Api gateway() {
        return new Api("http://localhost:" + base);
    }

    /** Straight to a service. */
    public Api service(String name) {
        return new Api("http://localhost:" + (base + 1 + SERVICES.indexOf(name)));
    }

    /** Straight to a process, which may be a replica. */
    public Api process(String name) {
        return replicas.containsKey(name) ? replicas.get(name).api() : service(name);
    }

    /** A service and its replicas, if it has any. */
    public List<String> processesOf(String service) {
        return Stream.concat(
                        Stream.of(service), replicas.keySet().stream().filter(name -> name.startsWith(service + "#")))
                .toList();
    }

    /** The processes of all components and replicas that run; several components may share one. */
    public List<ProcessHandle> processes() {
        return Stream.concat(COMPONENTS.stream(), replicas.keySet().stream())
                .filter(name -> replicas.containsKey(name) || Files.exists(pidFile(name)))
                .map(this::pid)
                .distinct()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .toList();
    }

    /** Ends a component as a crash does. */
    public void kill(String component) {
        ProcessHandle process = ProcessHandle.of(pid(component)).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Starts a component that is not running, and waits until it is ready. */
    public void revive(String component) {
        if (replicas.containsKey(component)) {
            replicas.get(component).start();
        } else if (component.equals("broker")) {
            wms("broker", "--detach");
        } else {
            wms("start", component);
        }
    }

    /** Begins to start a component, and kills it before it is ready. */
    public void killWhileStarting(String component, long afterMillis) throws InterruptedException {
        Thread starting = new Thread(() -> {
            try {
                revive(component);
            } catch (IllegalStateException asIntended) {
                // The launcher says that it died.
            }
        });
        long before = pid(component);
        starting.start();
        while (starting.isAlive() && pid(component) == before) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        TimeUnit.MILLISECONDS.sleep(afterMillis);
        kill(component);
        starting.join();
    }

    /** Stops a component in the middle of what it does, without its noticing. */
    public void freeze(String component) {
        signal("STOP", component);
    }

    public void thaw(String component) {
        signal("CONT", component);
    }

    private void signal(String signal, String component) {
        try {
            Tool.run("kill", "-" + signal, Long.toString(pid(component)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long pid(String component) {
        if (replicas.containsKey(component)) {
            return replicas.get(component).pid();
        }
        try {
            return Long.parseLong(Files.readAllLines(pidFile(component)).get(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path pidFile(String component) {
        return data.resolve("run").resolve(component + ".pid");
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(ending);
        } catch (IllegalStateException itEnds) {
            // It stops twice, then; the second time finds nothing.
        }
        stop();
    }

    private void stop() {
        replicas.values().stream().filter(Replica::isAlive).forEach(Replica::stop);
        wms("down");
    }
}
