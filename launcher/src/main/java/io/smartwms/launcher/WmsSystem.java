package io.smartwms.launcher;

import io.smartwms.launcher.host.Host;
import io.smartwms.launcher.host.HostedService;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The processes of one system: starts what is missing, waits until all can be used, stops them in order. The services share a
 * process, or have one each.
 *
 * <p>Nothing is remembered in memory: the data folder's pid files are the only state, so any later command, from any
 * terminal, sees and stops what an earlier one started. A call that fails or is cancelled stops again what it started.
 */
final class WmsSystem {

    /** A process that this call has started, and where it says why it ends. */
    private record Started(Process process, Path log) {}

    /**
     * How a process is started.
     *
     * @param options what its JVM is told beyond what it always is
     * @param learning whether it is started for nothing but what the JVM learns, of which it says much
     */
    private record LaunchOptions(List<String> options, boolean learning) {

        String log(String process) {
            return learning ? process + ".learning" : process;
        }
    }

    /** How one component is right now; {@code since} and {@code pid} are null and 0 when it does not run. */
    record Status(Component component, boolean running, boolean ready, long pid, Instant since) {

        String word() {
            return ready ? "ready" : running ? "not ready" : "stopped";
        }
    }

    private static final Duration PAUSE = Duration.ofMillis(100);
    /** For each component that is asked whether it is ready: to ask takes time that they need themselves. */
    private static final Duration ASKING_PAUSE = Duration.ofMillis(30);

    private static final int ANSWER_LIMIT = (int) Duration.ofSeconds(2).toMillis();
    private static final long LOG_LIMIT = 10 << 20;
    private static final int WORTH_A_CACHE = 4;
    /** Megabytes of heap to begin with; left alone, a JVM takes a part of all that the machine has. */
    private static final int FIRST_HEAP = 64;
    /** Megabytes of heap of services that share a process, each. */
    private static final int SHARED_HEAP = 160;
    /** Megabytes of that for new objects, to begin with. */
    private static final int SHARED_NEW = 36;
    /** Megabytes for new objects at most. */
    private static final int SHARED_NEW_LIMIT = 64;

    /**
     * How garbage is collected where services share a process: by all cores, for nobody works meanwhile. What a batch of events
     * makes lives for about a second, until it is committed. Left to adapt everything, the collector takes that for something
     * that stays, and has to look through the whole heap every five seconds. So what has been copied has its place, a third of
     * the first new space, and stays there for five collections. The rest of the new space is small at rest and grows by tenths
     * while collecting takes more than a tenth of the time: a start has hardly time for it, load has (docs/bench.md).
     */
    private static final List<String> SHARED_PROCESS_GC = List.of(
            "-XX:+UseParallelGC",
            "-XX:-UsePSAdaptiveSurvivorSizePolicy",
            "-XX:InitialSurvivorRatio=3",
            "-XX:InitialTenuringThreshold=5",
            "-XX:MaxTenuringThreshold=5",
            "-XX:GCTimeRatio=9",
            "-XX:YoungGenerationSizeIncrement=10",
            "-XX:YoungGenerationSizeSupplement=0",
            // A JDK that no longer knows one of these starts all the same.
            "-XX:+IgnoreUnrecognizedVMOptions");

    /**
     * What makes the JVM of a service tell the system which threads can wait: those that hear events, so that requests are answered
     * first when there is not enough processor for both. Of a processor that is wanted by one of each, such a thread gets a
     * tenth; of one that nobody else wants, all.
     */
    private static final List<String> EVENTS_CAN_WAIT =
            List.of("-XX:ThreadPriorityPolicy=1", "-XX:JavaPriority1_To_OSPriority=10");

    /** How a service's log begins the reason why it cannot start (FailureInOneLine). */
    private static final String CANNOT_START = " Cannot start: ";

    private final Installation installation;
    private final List<Component> components;
    private final Jars jars;
    private final PrintStream out;
    private final PrintStream err;
    private final Duration startLimit;
    private final Duration stopLimit;
    private volatile boolean cancelled;

    WmsSystem(Installation installation, PrintStream out, PrintStream err) {
        this(
                installation,
                Component.SYSTEM,
                new Jars(installation, Component.SYSTEM),
                out,
                err,
                Duration.ofMinutes(10),
                Duration.ofSeconds(40));
    }

    WmsSystem(
            Installation installation,
            List<Component> components,
            Jars jars,
            PrintStream out,
            PrintStream err,
            Duration startLimit,
            Duration stopLimit) {
        this.installation = installation;
        this.components = components;
        this.jars = jars;
        this.out = out;
        this.err = err;
        this.startLimit = startLimit;
        this.stopLimit = stopLimit;
    }

    /** Makes {@link #up} and {@link #watch}, in whatever thread they run, stop their components and return. */
    void cancel() {
        cancelled = true;
    }

    /**
     * Starts what does not run yet and returns when all of the wanted components are ready.
     *
     * @param together whether services that are started share one process
     * @throws Failure when one cannot become ready, or somebody else is starting or stopping this system; whatever this
     *     call had started is stopped again
     */
    void up(Collection<Component> wanted, boolean together) {
        installation.prepare();
        withLock(Duration.ZERO, () -> bringUp(wanted, together));
    }

    /** Stops the wanted components, the gateway first and the broker last; waits for a command that is at work. */
    void down(Collection<Component> wanted) {
        if (Files.exists(installation.run())) {
            withLock(Duration.ofSeconds(60), () -> {
                refuseToStopOthers(wanted);
                stop(wanted, stopLimit, out);
            });
        }
    }

    void restart(Component component) {
        installation.prepare();
        withLock(Duration.ZERO, () -> {
            refuseToStopOthers(List.of(component));
            stop(List.of(component), stopLimit, out);
            bringUp(List.of(component), false);
        });
    }

    List<Status> status() {
        return components.stream().map(this::status).toList();
    }

    private Status status(Component component) {
        return process(component)
                .map(process -> new Status(
                        component,
                        true,
                        ready(component),
                        process.pid(),
                        process.info().startInstant().orElse(null)))
                .orElse(new Status(component, false, false, 0, null));
    }

    /**
     * Stays until this call is cancelled, and then stops everything, or until nothing runs any more. Says when a
     * component ends by itself.
     *
     * @return whether all components ended because somebody wanted it
     */
    boolean watch() {
        Set<Component> alive = new LinkedHashSet<>();
        boolean clean = true;
        out.println("Ctrl-C stops everything.");
        do {
            for (Component component : components) {
                if (process(component).isPresent()) {
                    alive.add(component);
                } else if (alive.remove(component)) {
                    // Whoever stops a component says so before, and removes the pid file after.
                    if (Files.exists(installation.pidFile(component)) && !Files.exists(installation.stopping(component))) {
                        clean = false;
                        err.println(component.name() + " ended unexpectedly; its log is " + installation.log(component)
                                + ". Start it again with: wms up --detach");
                    } else {
                        out.println("  " + component.name() + " was stopped");
                    }
                }
            }
            pause();
        } while (!cancelled && !alive.isEmpty());
        if (cancelled) {
            out.println("Stopping …");
            down(components);
        }
        return clean;
    }

    // --- starting

    private void bringUp(Collection<Component> wanted, boolean together) {
        Map<Component, Started> mine = new LinkedHashMap<>();
        try {
            List<Component> missing = wanted.stream()
                    .filter(component -> process(component).isEmpty())
                    .toList();
            for (Component component : missing) {
                component.ports(installation.base()).stream()
                        .filter(port -> !Ports.free(port))
                        .findFirst()
                        .ifPresent(port -> {
                            throw Ports.taken(port, component);
                        });
            }
            boolean shared = together && ofKind(missing, Component.Kind.SERVICE).size() > 1;
            Map<Component.Kind, TrainedCache> caches = caches(missing, shared);
            if (missing.size() >= WORTH_A_CACHE && caches.values().stream().anyMatch(TrainedCache::isMissing)) {
                train(missing, caches, mine);
            }
            Map<Component.Kind, LaunchOptions> ways = new EnumMap<>(Component.Kind.class);
            caches.forEach((kind, cache) -> ways.put(kind, new LaunchOptions(cache.options(), false)));
            start(wanted, ways, mine, out);
        } catch (RuntimeException failure) {
            if (!mine.isEmpty()) {
                out.println("Stopping what was started …");
                stop(mine.keySet(), stopLimit, out);
            }
            throw failure;
        }
    }

    /** Of each process that is about to start, but for services that do not share one. */
    private Map<Component.Kind, TrainedCache> caches(List<Component> missing, boolean shared) {
        Map<Component.Kind, TrainedCache> caches = new EnumMap<>(Component.Kind.class);
        for (Component component : missing) {
            if (component.kind() != Component.Kind.SERVICE) {
                caches.put(component.kind(), TrainedCache.of(installation, component.name(), jars.classPath(component)));
            }
        }
        if (shared) {
            caches.put(Component.Kind.SERVICE, TrainedCache.of(installation, "services", jars.sharedClassPath()));
        }
        return caches;
    }

    /** Starts processes for nothing but what their JVMs learn from it, and write down when they end. */
    private void train(
            List<Component> missing, Map<Component.Kind, TrainedCache> caches, Map<Component, Started> mine) {
        long begin = System.nanoTime();
        out.println("  Starts twice, this once, and from now on in half the time.");
        List<Component> trainees = missing.stream()
                .filter(component -> caches.containsKey(component.kind()))
                .toList();
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        try {
            Map<Component.Kind, LaunchOptions> ways = new EnumMap<>(Component.Kind.class);
            for (Map.Entry<Component.Kind, TrainedCache> entry : caches.entrySet()) {
                TrainedCache cache = entry.getValue();
                ways.put(entry.getKey(), new LaunchOptions(cache.isMissing() ? cache.recording() : cache.options(), true));
            }
            start(trainees, ways, mine, nowhere);
            stop(trainees, startLimit, nowhere);
            mine.clear();
            for (TrainedCache cache : caches.values()) {
                cache.keep();
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            out.printf(Locale.ROOT, "  %-16s made   %5.1f s  (once)%n", "start caches", seconds);
        } catch (IOException e) {
            // They only save time.
            out.println("  no start caches (" + Installation.reason(e) + ")");
        }
    }

    /**
     * Starts what does not run yet, and waits until all can be used.
     *
     * @param ways for the processes of each kind; services share one if it has a way
     */
    private void start(
            Collection<Component> wanted, Map<Component.Kind, LaunchOptions> ways, Map<Component, Started> mine, PrintStream to) {
        // The broker alone first: every service would only try in vain until it is there.
        List<Component> broker = ofKind(wanted, Component.Kind.BROKER);
        start(broker, component -> launchAlone(component, ways.get(Component.Kind.BROKER)), mine, to);
        List<Component> others = new ArrayList<>(wanted);
        others.removeAll(broker);
        List<Component> services = ofKind(others, Component.Kind.SERVICE).stream()
                .filter(component -> process(component).isEmpty())
                .toList();
        ClassArchive archive = jars.archive();
        if (ways.containsKey(Component.Kind.SERVICE)) {
            launchTogether(services, ways.get(Component.Kind.SERVICE), mine);
        } else if (services.size() >= WORTH_A_CACHE && archive.isMissing()) {
            // With its archive, six start in less time than it takes to make it.
            Component first = services.get(services.size() - 1);
            start(List.of(first), component -> launchAlone(component, new LaunchOptions(archive.recording(), false)), mine, to);
            make(archive);
            others.remove(first);
        }
        start(
                others,
                component -> launchAlone(
                        component,
                        component.kind() == Component.Kind.SERVICE
                                ? new LaunchOptions(archive.options(), false)
                                : ways.get(component.kind())),
                mine,
                to);
    }

    /** Starts those that do not run, all at once, and waits until each is ready. */
    private void start(
            Collection<Component> wanted,
            Function<Component, Started> launch,
            Map<Component, Started> mine,
            PrintStream to) {
        long begin = System.nanoTime();
        for (Component component : wanted) {
            if (process(component).isEmpty()) {
                stopIfCancelled();
                mine.put(component, launch.apply(component));
            }
        }
        Set<Component> waiting = new LinkedHashSet<>(wanted);
        while (!waiting.isEmpty()) {
            stopIfCancelled();
            for (Component component : List.copyOf(waiting)) {
                if (process(component).isEmpty()) {
                    throw died(component, mine.get(component));
                }
                if (ready(component)) {
                    waiting.remove(component);
                    String seconds = mine.containsKey(component)
                            ? String.format(Locale.ROOT, "%5.1f s", (System.nanoTime() - begin) / 1e9)
                            : "already running";
                    to.printf("  %-16s ready  %s%n", component.name(), seconds);
                }
            }
            if (System.nanoTime() - begin > startLimit.toNanos()) {
                Component slow = waiting.iterator().next();
                throw new Failure(slow.name() + " did not become ready within " + startLimit.toSeconds()
                        + " s; its log is " + installation.log(slow) + ".");
            }
            pause(ASKING_PAUSE.multipliedBy(waiting.size()));
        }
    }

    private void make(ClassArchive archive) {
        long begin = System.nanoTime();
        try {
            Process making = archive.make();
            try {
                while (making.isAlive()) {
                    stopIfCancelled();
                    pause();
                }
            } finally {
                making.destroyForcibly();
            }
            archive.keep(making.exitValue() == 0);
            out.printf(
                    Locale.ROOT,
                    "  %-16s made   %5.1f s  (once)%n",
                    "class archive",
                    (System.nanoTime() - begin) / 1e9);
        } catch (IOException e) {
            // It only saves time.
            out.println("  no class archive (" + Installation.reason(e) + ")");
        }
    }

    private void stopIfCancelled() {
        if (cancelled) {
            throw new Failure("Cancelled before the system was ready.");
        }
    }

    private Failure died(Component component, Started started) {
        Optional<Integer> port = component.ports(installation.base()).stream()
                .filter(p -> !Ports.free(p))
                .findFirst();
        if (port.isPresent()) {
            return Ports.taken(port.get(), component);
        }
        Optional<Failure> known = components.stream().flatMap(this::reason).findFirst();
        if (known.isPresent()) {
            return known.get();
        }
        Path log = started == null ? installation.log(component) : started.log();
        Logs.tail(log, 15).forEach(line -> err.println("  | " + line));
        String code = started == null ? "" : " (exit code " + exitCode(started.process()) + ")";
        return new Failure(component.name() + " ended while it was starting" + code + "; its log is " + log + ".");
    }

    /** What the component's log gives as the reason why this start failed; a log older than the start tells of another. */
    private Stream<Failure> reason(Component component) {
        Path log = installation.log(component);
        try {
            if (Files.getLastModifiedTime(log).compareTo(Files.getLastModifiedTime(installation.pidFile(component))) < 0) {
                return Stream.empty();
            }
        } catch (IOException neverStarted) {
            return Stream.empty();
        }
        return Logs.tail(log, 5).stream()
                .filter(line -> line.contains(CANNOT_START))
                .map(line -> new Failure(component.name() + " cannot start: "
                        + line.substring(line.indexOf(CANNOT_START) + CANNOT_START.length())));
    }

    private static int exitCode(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("Interrupted.", e);
        }
    }

    private Started launchAlone(Component component, LaunchOptions way) {
        List<String> options = new ArrayList<>(List.of("-Dwms.component=" + component.name(), "-XX:+UseSerialGC"));
        options.addAll(component.options());
        options.addAll(way.options());
        if (component.kind() == Component.Kind.SERVICE) {
            options.addAll(EVENTS_CAN_WAIT);
        }
        if (component.kind() == Component.Kind.BROKER) {
            options.addAll(List.of(
                    "-Dlogback.configurationFile=broker-logback.xml",
                    "-Dwms.log.to=file",
                    "-Dwms.log=" + installation.log(component)));
        }
        List<String> arguments = new ArrayList<>(component.arguments(installation, components));
        arguments.addAll(component.logArguments(installation));
        return launch(
                way.log(component.name()),
                List.of(component),
                String.join(File.pathSeparator, jars.classPath(component)),
                command(
                        component.name(),
                        Math.min(FIRST_HEAP, component.heap()),
                        component.heap(),
                        options,
                        component.mainClass(),
                        arguments));
    }

    private void launchTogether(List<Component> services, LaunchOptions way, Map<Component, Started> mine) {
        stopIfCancelled();
        int heap = SHARED_HEAP * services.size();
        List<String> options = new ArrayList<>(List.of("-Dwms.component=services"));
        options.addAll(SHARED_PROCESS_GC);
        options.add("-XX:NewSize=" + SHARED_NEW * services.size() + "m");
        options.add("-XX:MaxNewSize=" + SHARED_NEW_LIMIT * services.size() + "m");
        // Nothing is idle while eight contexts start; what could be prepared in the background is in each one's way.
        options.add("-Dspring.backgroundpreinitializer.ignore=true");
        services.forEach(service -> options.addAll(service.options()));
        // Requests share the processors with one reader for each service: with a thread for each core they would come
        // last.
        options.add("-Djdk.virtualThreadScheduler.parallelism=" + services.size());
        options.addAll(EVENTS_CAN_WAIT);
        options.addAll(way.options());
        List<String> arguments = new ArrayList<>(List.of(installation.logs().toString()));
        try {
            for (Component service : services) {
                Path file = installation.run().resolve(service.name() + ".tenant");
                List<String> words = new ArrayList<>(service.arguments(installation, components));
                // What one service counts is not what its neighbours count.
                words.add("--management.metrics.use-global-registry=false");
                HostedService.write(
                        file,
                        service.name(),
                        service.mainClass(),
                        String.join(File.pathSeparator, jars.ownClassPath(service)),
                        words);
                arguments.add(file.toString());
            }
        } catch (IOException e) {
            throw cannotWrite(e);
        }
        Started host = launch(
                way.log("services"),
                services,
                String.join(File.pathSeparator, jars.sharedClassPath()),
                command("services", heap / 2, heap, options, Host.class.getName(), arguments));
        services.forEach(service -> mine.put(service, host));
    }

    /** Starts one process for the components; its output goes to the log of the name. */
    private Started launch(String name, List<Component> members, String classPath, List<String> command) {
        Path log = installation.log(name);
        try {
            if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
                Files.move(log, log.resolveSibling(log.getFileName() + ".old"), StandardCopyOption.REPLACE_EXISTING);
            }
            for (Component member : members) {
                Files.deleteIfExists(installation.ready(member));
                Files.deleteIfExists(installation.stopping(member));
            }
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(installation.logs().toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            // By the environment, so that `ps` stays readable.
            builder.environment().put("CLASSPATH", classPath);
            Process process = builder.start();
            try {
                for (Component member : members) {
                    PidFile.of(process.toHandle(), member.port(installation.base())).write(installation.pidFile(member));
                }
            } catch (IOException fullDisk) {
                // Nobody would find it again.
                process.destroyForcibly();
                throw fullDisk;
            }
            // One that is alone writes a log of its own, whatever its JVM says elsewhere.
            return new Started(process, members.size() == 1 ? installation.log(members.get(0)) : log);
        } catch (IOException e) {
            throw new Failure(name + " could not be started (" + Installation.reason(e) + ").", e);
        }
    }

    private List<String> command(
            String name, int firstHeap, int heap, List<String> options, String mainClass, List<String> arguments) {
        // Ctrl-C and a closing terminal reach every process of the terminal at once; ours are stopped in order instead.
        List<String> command = new ArrayList<>(List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "wms"));
        command.add(Jars.java());
        command.addAll(List.of(
                "-Xms" + firstHeap + "m",
                "-Xmx" + heap + "m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:ErrorFile=" + installation.logs().resolve(name + ".crash.log"),
                "-Dfile.encoding=UTF-8",
                // By this a command that is given a port alone finds the folder.
                Installation.DATA_OPTION + installation.data()));
        command.addAll(Jars.withoutWarnings());
        command.addAll(options);
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }

    private boolean ready(Component component) {
        try {
            if (component.kind() == Component.Kind.BROKER) {
                Path file = installation.ready(component);
                return Files.exists(file)
                        && process(component)
                                .filter(process -> read(file).equals(Long.toString(process.pid())))
                                .isPresent()
                        && Ports.answers(component.port(installation.base()));
            }
            return healthy(URI.create(component.url(installation) + "/actuator/health/readiness"));
        } catch (IOException notYet) {
            return false;
        }
    }

    /** The plainest client there is: a newer one, and a parser for what nobody reads, take a second of a start to load. */
    private static boolean healthy(URI health) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) health.toURL().openConnection();
        connection.setConnectTimeout(ANSWER_LIMIT);
        connection.setReadTimeout(ANSWER_LIMIT);
        try {
            return connection.getResponseCode() / 100 == 2;
        } finally {
            connection.disconnect();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException gone) {
            return "";
        }
    }

    // --- stopping

    /** @throws Failure a process of those to be stopped is also somebody else's */
    private void refuseToStopOthers(Collection<Component> wanted) {
        for (Component component : wanted) {
            Optional<ProcessHandle> process = process(component);
            List<Component> others = components.stream()
                    .filter(other -> !wanted.contains(other) && process.isPresent() && process.equals(process(other)))
                    .toList();
            if (!others.isEmpty()) {
                throw new Failure(component.name() + " shares a process with "
                        + others.stream().map(Component::name).collect(Collectors.joining(", "))
                        + " and cannot be stopped alone; after `wms down`, `wms up --separate` gives each its own.");
            }
        }
    }

    private void stop(Collection<Component> wanted, Duration limit, PrintStream to) {
        List<Component.Kind> kinds = List.of(Component.Kind.GATEWAY, Component.Kind.SERVICE, Component.Kind.BROKER);
        kinds.forEach(kind -> stopTogether(ofKind(wanted, kind), limit, to));
    }

    private void stopTogether(List<Component> together, Duration limit, PrintStream to) {
        Map<Component, ProcessHandle> running = new LinkedHashMap<>();
        together.forEach(component -> process(component).ifPresent(process -> running.put(component, process)));
        try {
            for (Component component : running.keySet()) {
                Files.writeString(installation.stopping(component), "");
            }
        } catch (IOException fullDisk) {
            // A disk that is full must not keep anything from being stopped.
            out.println("  " + fullDisk.getMessage());
        }
        running.values().forEach(ProcessHandle::destroy);
        long begin = System.nanoTime();
        boolean killed = false;
        while (!running.isEmpty()) {
            for (Component component : List.copyOf(running.keySet())) {
                if (process(component).isEmpty()) {
                    running.remove(component);
                    to.printf(
                            "  %-16s %s%n",
                            component.name(),
                            killed ? "killed: it did not stop within " + limit.toSeconds() + " s" : "stopped");
                }
            }
            if (!killed && System.nanoTime() - begin > limit.toNanos()) {
                running.values().forEach(ProcessHandle::destroyForcibly);
                killed = true;
            }
            if (!running.isEmpty()) {
                pause();
            }
        }
        for (Component component : together) {
            try {
                Files.deleteIfExists(installation.ready(component));
                Files.deleteIfExists(installation.pidFile(component));
                Files.deleteIfExists(installation.stopping(component));
            } catch (IOException e) {
                throw cannotWrite(e);
            }
        }
    }

    // --- common ground

    private Optional<ProcessHandle> process(Component component) {
        return PidFile.read(installation.pidFile(component)).flatMap(PidFile::process);
    }

    private static List<Component> ofKind(Collection<Component> wanted, Component.Kind kind) {
        return wanted.stream().filter(component -> component.kind() == kind).toList();
    }

    /** Runs the action while no other command starts or stops anything on this data folder. */
    private void withLock(Duration patience, Runnable action) {
        Path file = installation.run().resolve("lock");
        long begin = System.nanoTime();
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            FileLock lock = tryLock(channel);
            while (lock == null) {
                if (System.nanoTime() - begin >= patience.toNanos()) {
                    throw new Failure("Another wms command (process " + read(file)
                            + ") is starting or stopping the system in " + installation.data() + "; wait until it is done.");
                }
                pause();
                lock = tryLock(channel);
            }
            byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
            channel.truncate(0).write(ByteBuffer.wrap(pid));
            action.run();
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    private Failure cannotWrite(IOException e) {
        return new Failure("The data folder " + installation.data() + " cannot be written (" + Installation.reason(e) + ").", e);
    }

    private static void pause() {
        pause(PAUSE);
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("Interrupted.", e);
        }
    }
}
