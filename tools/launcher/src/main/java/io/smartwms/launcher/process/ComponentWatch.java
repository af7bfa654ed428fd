package io.smartwms.launcher.process;

import io.smartwms.launcher.installation.Component;
import io.smartwms.launcher.installation.Installation;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reports each component that ends, and whether a command has stopped it. */
final class ComponentWatch {

    private final Installation installation;
    private final List<Component> components;
    private final ComponentProcesses processes;
    private final Cancellation cancellation;
    private final PrintStream out;
    private final PrintStream err;

    ComponentWatch(
            Installation installation,
            List<Component> components,
            Cancellation cancellation,
            PrintStream out,
            PrintStream err) {
        this.installation = installation;
        this.components = components;
        this.processes = new ComponentProcesses(installation);
        this.cancellation = cancellation;
        this.out = out;
        this.err = err;
    }

    /**
     * Returns when no component runs any more or the command is cancelled.
     *
     * @return whether every component that ended was stopped by a command
     */
    boolean untilNoneRuns() {
        Set<Component> running = new LinkedHashSet<>();
        boolean allStoppedByCommand = true;
        out.println("Ctrl-C stops everything.");
        do {
            for (Component component : components) {
                if (processes.isRunning(component)) {
                    running.add(component);
                } else if (running.remove(component)) {
                    boolean stopped = wasStoppedByCommand(component);
                    allStoppedByCommand &= stopped;
                    report(component, stopped);
                }
            }
            Pause.of(Pause.POLL);
        } while (!cancellation.isRequested() && !running.isEmpty());
        return allStoppedByCommand;
    }

    /** The command that stops a component writes the stopping file before, and deletes the pid file afterwards. */
    private boolean wasStoppedByCommand(Component component) {
        return !Files.exists(installation.pidFile(component)) || Files.exists(installation.stopping(component));
    }

    private void report(Component component, boolean stopped) {
        if (stopped) {
            out.println("  " + component.name() + " was stopped");
        } else {
            err.println(component.name() + " ended unexpectedly; its log is " + installation.log(component)
                    + ". Start it again with: wms up --detach");
        }
    }
}
