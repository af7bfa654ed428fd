package io.smartwms.launcher.process;

import io.smartwms.launcher.installation.Component;
import io.smartwms.launcher.installation.Failure;
import io.smartwms.launcher.installation.Installation;
import io.smartwms.launcher.jvm.Jars;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The processes of one system: starts and stops its components and says how each is. The services share a process, or have one
 * each.
 *
 * <p>A component is stopped, running but not ready, or ready ({@link Status}). The pid files in the data folder are the only
 * state: any later command, from any terminal, sees and stops what an earlier one started.
 *
 * <p>{@link #up}, {@link #down} and {@link #restart} hold the lock of the data folder while they work. They throw {@link Failure}
 * when another command holds it, when a process cannot be started, or when the data folder cannot be written. A call that fails or
 * is cancelled stops what it has started.
 */
public final class WmsSystem {

    /**
     * How one component is right now.
     *
     * @param pid the id of its process, 0 if it does not run
     * @param since when its process started, null if it does not run or the operating system does not say
     */
    public record Status(
            Component component,
            boolean running,
            boolean ready,
            long pid,
            @Nullable Instant since) {

        /** {@code ready}, {@code not ready} or {@code stopped}. */
        public String word() {
            return ready ? "ready" : running ? "not ready" : "stopped";
        }
    }

    private static final Duration START_LIMIT = Duration.ofMinutes(10);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(40);
    /** How long {@link #down} waits for another command; {@link #up} and {@link #restart} do not wait. */
    private static final Duration DOWN_LOCK_WAIT = Duration.ofSeconds(60);

    private final Installation installation;
    private final List<Component> components;
    private final PrintStream out;
    private final Duration stopLimit;
    private final Cancellation cancellation = new Cancellation();
    private final ComponentProcesses processes;
    private final Readiness readiness;
    private final SystemLock lock;
    private final ComponentStopper stopper;
    private final ComponentStarter starter;
    private final ComponentWatch watch;

    /** All of {@link Component#SYSTEM}. */
    public WmsSystem(Installation installation, PrintStream out, PrintStream err) {
        this(
                installation,
                Component.SYSTEM,
                new Jars(installation, Component.SYSTEM),
                out,
                err,
                START_LIMIT,
                STOP_LIMIT);
    }

    /**
     * @param startLimit how long components may take to become ready
     * @param stopLimit how long a process may take to end before it is killed
     */
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
        this.out = out;
        this.stopLimit = stopLimit;
        this.processes = new ComponentProcesses(installation);
        this.readiness = new Readiness(installation);
        this.lock = new SystemLock(installation);
        this.stopper = new ComponentStopper(installation, components, out);
        this.starter = new ComponentStarter(
                installation, components, jars, stopper, cancellation, out, err, startLimit, stopLimit);
        this.watch = new ComponentWatch(installation, components, cancellation, out, err);
    }

    /** Makes {@link #up}, {@link #restart} and {@link #watch}, in whatever thread they run, stop their components and return. */
    public void cancel() {
        cancellation.request();
    }

    /**
     * Starts what does not run yet and returns when all of the wanted components are ready.
     *
     * @param together whether services that are started share one process
     * @throws Failure one cannot become ready, this call was cancelled, or another command is starting or stopping this system;
     *     whatever this call had started is stopped again
     */
    public void up(Collection<Component> wanted, boolean together) {
        installation.prepare();
        lock.run(Duration.ZERO, () -> starter.start(wanted, together));
    }

    /**
     * Stops the wanted components, the gateway first and the broker last; does nothing where none runs.
     *
     * @throws Failure a wanted component shares its process with one that is not wanted, or another command starts or stops this
     *     system for longer than a minute
     */
    public void down(Collection<Component> wanted) {
        if (Files.exists(installation.run())) {
            lock.run(DOWN_LOCK_WAIT, () -> stopper.stop(wanted, stopLimit));
        }
    }

    /**
     * Stops the component, if it runs, and starts it in a process of its own.
     *
     * @throws Failure as {@link #up} and {@link #down}
     */
    public void restart(Component component) {
        List<Component> wanted = List.of(component);
        installation.prepare();
        lock.run(Duration.ZERO, () -> {
            stopper.stop(wanted, stopLimit);
            starter.start(wanted, false);
        });
    }

    /** How each component is, in the order of their start. */
    public List<Status> status() {
        return components.stream().map(this::status).toList();
    }

    private Status status(Component component) {
        return processes
                .find(component)
                .map(process -> new Status(
                        component,
                        true,
                        readiness.of(component),
                        process.pid(),
                        process.info().startInstant().orElse(null)))
                .orElse(new Status(component, false, false, 0, null));
    }

    /**
     * Returns when no component runs any more, or, after {@link #cancel}, when all are stopped. Reports each component that ends.
     *
     * @return whether every component that ended was stopped by a command
     */
    public boolean watch() {
        boolean allStoppedByCommand = watch.untilNoneRuns();
        if (cancellation.isRequested()) {
            out.println("Stopping …");
            down(components);
        }
        return allStoppedByCommand;
    }
}
