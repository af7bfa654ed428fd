package io.smartwms.launcher.process;

import io.smartwms.launcher.installation.Component;
import io.smartwms.launcher.installation.Component.Kind;
import io.smartwms.launcher.installation.Failure;
import io.smartwms.launcher.installation.Installation;
import io.smartwms.launcher.jvm.ClassArchive;
import io.smartwms.launcher.jvm.Jars;
import io.smartwms.launcher.jvm.JvmCommands;
import io.smartwms.launcher.jvm.LaunchOptions;
import io.smartwms.launcher.jvm.StartCaches;
import io.smartwms.launcher.process.ProcessLauncher.StartedProcess;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Starts the components that do not run yet, the broker first, and waits until all are ready. The first start of many components
 * also makes the start caches or the class archive that later starts use.
 */
final class ComponentStarter {

    /** For each component that is not ready: the readiness checks take processor time from the starts. */
    private static final Duration READINESS_POLL = Duration.ofMillis(30);

    /**
     * One call of {@link #start(Collection, boolean)}.
     *
     * @param started the components that it has started so far
     * @param progress where it reports that a component is ready
     */
    private record Attempt(Map<Component, StartedProcess> started, PrintStream progress) {

        Attempt withoutProgress() {
            return new Attempt(started, new PrintStream(OutputStream.nullOutputStream()));
        }
    }

    private final Installation installation;
    private final Jars jars;
    private final JvmCommands commands;
    private final ProcessLauncher launcher;
    private final ComponentProcesses processes;
    private final Readiness readiness;
    private final StartFailure startFailure;
    private final ComponentStopper stopper;
    private final Cancellation cancellation;
    private final PrintStream out;
    private final Duration startLimit;
    private final Duration stopLimit;

    ComponentStarter(
            Installation installation,
            List<Component> components,
            Jars jars,
            ComponentStopper stopper,
            Cancellation cancellation,
            PrintStream out,
            PrintStream err,
            Duration startLimit,
            Duration stopLimit) {
        this.installation = installation;
        this.jars = jars;
        this.commands = new JvmCommands(installation, components, jars);
        this.launcher = new ProcessLauncher(installation);
        this.processes = new ComponentProcesses(installation);
        this.readiness = new Readiness(installation);
        this.startFailure = new StartFailure(installation, components, err);
        this.stopper = stopper;
        this.cancellation = cancellation;
        this.out = out;
        this.startLimit = startLimit;
        this.stopLimit = stopLimit;
    }

    /**
     * Starts what does not run yet and returns when all of the wanted components are ready.
     *
     * @param together whether services that are started share one process
     * @throws Failure a port is taken, a component ended or did not become ready in time, or the command was cancelled; whatever
     *     this call had started is stopped again
     */
    void start(Collection<Component> wanted, boolean together) {
        Attempt attempt = new Attempt(new LinkedHashMap<>(), out);
        try {
            List<Component> missing = processes.missing(wanted);
            requireFreePorts(missing);
            boolean shared = together && Component.ofKind(missing, Kind.SERVICE).size() > 1;
            StartCaches caches = StartCaches.of(installation, jars, missing, shared);
            if (missing.size() >= StartCaches.MIN_PROCESSES && caches.isAnyMissing()) {
                train(caches, missing, attempt.withoutProgress());
            }
            start(wanted, caches.options(), attempt);
        } catch (RuntimeException failure) {
            if (!attempt.started().isEmpty()) {
                out.println("Stopping what was started …");
                stopper.stopInOrder(attempt.started().keySet(), stopLimit, out);
            }
            throw failure;
        }
    }

    private void requireFreePorts(List<Component> missing) {
        for (Component component : missing) {
            for (int port : component.ports(installation.base())) {
                if (!Ports.becomesFree(port)) {
                    throw Ports.taken(port, component);
                }
            }
        }
    }

    /** Starts the processes that have a cache once and stops them: their JVMs write the caches when they end. */
    private void train(StartCaches caches, List<Component> missing, Attempt attempt) {
        List<Component> trained = missing.stream()
                .filter(component -> caches.contain(component.kind()))
                .toList();
        caches.train(
                options -> {
                    start(trained, options, attempt);
                    stopper.stopInOrder(trained, startLimit, attempt.progress());
                    attempt.started().clear();
                },
                out);
    }

    /**
     * Starts what does not run yet, and waits until all are ready.
     *
     * @param options for the processes of each kind; services share a process if there are options for their kind
     */
    private void start(Collection<Component> wanted, Map<Kind, LaunchOptions> options, Attempt attempt) {
        Function<Component, LaunchOptions> optionsOfKind =
                component -> options.getOrDefault(component.kind(), LaunchOptions.NONE);
        // The broker alone first: no service can connect before it is ready.
        List<Component> broker = Component.ofKind(wanted, Kind.BROKER);
        startEach(broker, optionsOfKind, attempt);
        List<Component> others = new ArrayList<>(wanted);
        others.removeAll(broker);
        List<Component> services = processes.missing(Component.ofKind(others, Kind.SERVICE));
        ClassArchive archive = jars.archive();
        if (options.containsKey(Kind.SERVICE)) {
            cancellation.check();
            StartedProcess shared = launcher.launch(commands.ofShared(services, options.get(Kind.SERVICE)));
            services.forEach(service -> attempt.started().put(service, shared));
        } else if (services.size() >= StartCaches.MIN_PROCESSES && archive.isMissing()) {
            Component first = services.get(services.size() - 1);
            startEach(List.of(first), component -> new LaunchOptions(archive.recording(), false), attempt);
            archive.make(cancellation::check, out);
            others.remove(first);
        }
        startEach(
                others,
                component -> component.kind() == Kind.SERVICE
                        ? new LaunchOptions(archive.options(), false)
                        : optionsOfKind.apply(component),
                attempt);
    }

    /** Starts those that do not run, all at once, each in a process of its own, and waits until all are ready. */
    private void startEach(Collection<Component> wanted, Function<Component, LaunchOptions> options, Attempt attempt) {
        long begin = System.nanoTime();
        for (Component component : processes.missing(wanted)) {
            cancellation.check();
            attempt.started().put(component, launcher.launch(commands.of(component, options.apply(component))));
        }
        awaitReady(wanted, attempt, begin);
    }

    /** @param begin when the start began, by {@link System#nanoTime} */
    private void awaitReady(Collection<Component> wanted, Attempt attempt, long begin) {
        Set<Component> waiting = new LinkedHashSet<>(wanted);
        while (!waiting.isEmpty()) {
            cancellation.check();
            for (Component component : List.copyOf(waiting)) {
                StartedProcess started = attempt.started().get(component);
                if (!processes.isRunning(component)) {
                    throw startFailure.of(
                            component,
                            started == null ? null : started.process(),
                            started == null ? installation.log(component) : started.log());
                }
                if (readiness.of(component)) {
                    waiting.remove(component);
                    String seconds = started == null
                            ? "already running"
                            : String.format(Locale.ROOT, "%5.1f s", (System.nanoTime() - begin) / 1e9);
                    attempt.progress().printf("  %-16s ready  %s%n", component.name(), seconds);
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
}
