package io.smartwms.launcher;

import io.smartwms.launcher.JvmCommands.JvmCommand;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

    /** How one component is right now; {@code since} and {@code pid} are null and 0 when it does not run. */
    record Status(
            Component component,
            boolean running,
            boolean ready,
            long pid,
            @Nullable Instant since) {

        String word() {
            return ready ? "ready" : running ? "not ready" : "stopped";
        }
    }

    /** For each component that is not ready: the readiness checks take processor time from the starts. */
    private static final Duration READINESS_POLL = Duration.ofMillis(30);

    private static final long LOG_LIMIT = 10 << 20;

    private final Installation installation;
    private final List<Component> components;
    private final Jars jars;
    private final JvmCommands commands;
    private final StartCacheTraining training;
    private final StartFailure failure;
    private final Readiness readiness;
    private final SystemLock lock;
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
        this.commands = new JvmCommands(installation, components, jars);
        this.training = new StartCacheTraining(installation, jars, out);
        this.failure = new StartFailure(installation, components, err);
        this.readiness = new Readiness(installation);
        this.lock = new SystemLock(installation);
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
        lock.run(Duration.ZERO, () -> bringUp(wanted, together));
    }

    /** Stops the wanted components, the gateway first and the broker last; waits for a command that is at work. */
    void down(Collection<Component> wanted) {
        if (Files.exists(installation.run())) {
            lock.run(Duration.ofSeconds(60), () -> {
                refuseToStopOthers(wanted);
                stop(wanted, stopLimit, out);
            });
        }
    }

    void restart(Component component) {
        installation.prepare();
        lock.run(Duration.ZERO, () -> {
            refuseToStopOthers(List.of(component));
            stop(List.of(component), stopLimit, out);
            bringUp(List.of(component), false);
        });
    }

    List<Status> status() {
        return components.stream().map(this::status).toList();
    }

    private Status status(Component component) {
        return installation
                .process(component)
                .map(process -> new Status(
                        component,
                        true,
                        readiness.of(component),
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
                if (installation.process(component).isPresent()) {
                    alive.add(component);
                } else if (alive.remove(component)) {
                    // Whoever stops a component says so before, and removes the pid file after.
                    if (Files.exists(installation.pidFile(component))
                            && !Files.exists(installation.stopping(component))) {
                        clean = false;
                        err.println(component.name() + " ended unexpectedly; its log is " + installation.log(component)
                                + ". Start it again with: wms up --detach");
                    } else {
                        out.println("  " + component.name() + " was stopped");
                    }
                }
            }
            Pause.of(Pause.POLL);
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
                    .filter(component -> installation.process(component).isEmpty())
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
            Map<Component.Kind, TrainedCache> caches = training.caches(missing, shared);
            if (StartCacheTraining.isNeeded(missing, caches)) {
                List<Component> trained = missing.stream()
                        .filter(component -> caches.containsKey(component.kind()))
                        .toList();
                training.train(caches, launches -> {
                    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
                    start(trained, launches, mine, nowhere);
                    stop(trained, startLimit, nowhere);
                    mine.clear();
                });
            }
            start(wanted, StartCacheTraining.launches(caches), mine, out);
        } catch (RuntimeException failure) {
            if (!mine.isEmpty()) {
                out.println("Stopping what was started …");
                stop(mine.keySet(), stopLimit, out);
            }
            throw failure;
        }
    }

    /**
     * Starts what does not run yet, and waits until all can be used.
     *
     * @param launches options for the processes of each kind; services share a process if there are options for their kind
     */
    private void start(
            Collection<Component> wanted,
            Map<Component.Kind, LaunchOptions> launches,
            Map<Component, Started> mine,
            PrintStream to) {
        // The broker alone first: every service would only try in vain until it is there.
        List<Component> broker = ofKind(wanted, Component.Kind.BROKER);
        start(
                broker,
                component -> launch(component, launches.getOrDefault(Component.Kind.BROKER, LaunchOptions.NONE)),
                mine,
                to);
        List<Component> others = new ArrayList<>(wanted);
        others.removeAll(broker);
        List<Component> services = ofKind(others, Component.Kind.SERVICE).stream()
                .filter(component -> installation.process(component).isEmpty())
                .toList();
        ClassArchive archive = jars.archive();
        if (launches.containsKey(Component.Kind.SERVICE)) {
            stopIfCancelled();
            Started shared = launch(commands.ofShared(services, launches.get(Component.Kind.SERVICE)));
            services.forEach(service -> mine.put(service, shared));
        } else if (services.size() >= StartCacheTraining.MIN_PROCESSES && archive.isMissing()) {
            // With its archive, six start in less time than it takes to make it.
            Component first = services.get(services.size() - 1);
            start(
                    List.of(first),
                    component -> launch(component, new LaunchOptions(archive.recording(), false)),
                    mine,
                    to);
            training.make(archive, this::stopIfCancelled);
            others.remove(first);
        }
        start(
                others,
                component -> launch(
                        component,
                        component.kind() == Component.Kind.SERVICE
                                ? new LaunchOptions(archive.options(), false)
                                : launches.getOrDefault(component.kind(), LaunchOptions.NONE)),
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
            if (installation.process(component).isEmpty()) {
                stopIfCancelled();
                mine.put(component, launch.apply(component));
            }
        }
        Set<Component> waiting = new LinkedHashSet<>(wanted);
        while (!waiting.isEmpty()) {
            stopIfCancelled();
            for (Component component : List.copyOf(waiting)) {
                if (installation.process(component).isEmpty()) {
                    Started started = mine.get(component);
                    throw failure.of(
                            component,
                            started == null ? null : started.process(),
                            started == null ? installation.log(component) : started.log());
                }
                if (readiness.of(component)) {
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
            Pause.of(READINESS_POLL.multipliedBy(waiting.size()));
        }
    }

    private void stopIfCancelled() {
        if (cancelled) {
            throw new Failure("Cancelled before the system was ready.");
        }
    }

    private Started launch(Component component, LaunchOptions options) {
        return launch(commands.of(component, options));
    }

    /** Starts the process; its output goes to its log. */
    private Started launch(JvmCommand command) {
        Path log = installation.log(command.log());
        List<Component> members = command.members();
        try {
            if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
                Files.move(log, log.resolveSibling(log.getFileName() + ".old"), StandardCopyOption.REPLACE_EXISTING);
            }
            for (Component member : members) {
                Files.deleteIfExists(installation.ready(member));
                Files.deleteIfExists(installation.stopping(member));
            }
            ProcessBuilder builder = new ProcessBuilder(command.words())
                    .directory(installation.logs().toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            // By the environment, so that `ps` stays readable.
            builder.environment().put("CLASSPATH", command.classPath());
            Process process = builder.start();
            try {
                for (Component member : members) {
                    PidFile.of(process.toHandle(), member.port(installation.base()))
                            .write(installation.pidFile(member));
                }
            } catch (IOException fullDisk) {
                // Nobody would find it again.
                process.destroyForcibly();
                throw fullDisk;
            }
            // One that is alone writes a log of its own, whatever its JVM says elsewhere.
            return new Started(process, members.size() == 1 ? installation.log(members.get(0)) : log);
        } catch (IOException e) {
            throw new Failure(command.log() + " could not be started (" + Installation.reason(e) + ").", e);
        }
    }

    // --- stopping

    /** @throws Failure a process of those to be stopped is also somebody else's */
    private void refuseToStopOthers(Collection<Component> wanted) {
        for (Component component : wanted) {
            Optional<ProcessHandle> process = installation.process(component);
            List<Component> others = components.stream()
                    .filter(other -> !wanted.contains(other)
                            && process.isPresent()
                            && process.equals(installation.process(other)))
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
        together.forEach(
                component -> installation.process(component).ifPresent(process -> running.put(component, process)));
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
                if (installation.process(component).isEmpty()) {
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
                Pause.of(Pause.POLL);
            }
        }
        for (Component component : together) {
            try {
                Files.deleteIfExists(installation.ready(component));
                Files.deleteIfExists(installation.pidFile(component));
                Files.deleteIfExists(installation.stopping(component));
            } catch (IOException e) {
                throw installation.cannotWrite(e);
            }
        }
    }

    // --- common ground

    private static List<Component> ofKind(Collection<Component> wanted, Component.Kind kind) {
        return wanted.stream().filter(component -> component.kind() == kind).toList();
    }
}
