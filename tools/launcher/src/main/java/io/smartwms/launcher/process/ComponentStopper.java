package io.smartwms.launcher.process;

import io.smartwms.launcher.installation.Component;
import io.smartwms.launcher.installation.Component.Kind;
import io.smartwms.launcher.installation.Failure;
import io.smartwms.launcher.installation.Installation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Stops components: the gateway first, then the services, the broker last. */
final class ComponentStopper {

    private final Installation installation;
    private final List<Component> components;
    private final ComponentProcesses processes;
    private final PrintStream out;

    ComponentStopper(Installation installation, List<Component> components, PrintStream out) {
        this.installation = installation;
        this.components = components;
        this.processes = new ComponentProcesses(installation);
        this.out = out;
    }

    /**
     * Stops the components and removes their pid files.
     *
     * @param limit how long a process may take to end before it is killed
     * @throws Failure a process to be stopped also runs a component that is not wanted; then nothing was stopped
     */
    void stop(Collection<Component> wanted, Duration limit) {
        refuseToStopOthers(wanted);
        stopInOrder(wanted, limit, out);
    }

    private void refuseToStopOthers(Collection<Component> wanted) {
        for (Component component : wanted) {
            Optional<ProcessHandle> process = processes.find(component);
            List<Component> others = components.stream()
                    .filter(other ->
                            !wanted.contains(other) && process.isPresent() && process.equals(processes.find(other)))
                    .toList();
            if (!others.isEmpty()) {
                throw new Failure(component.name() + " shares a process with "
                        + others.stream().map(Component::name).collect(Collectors.joining(", "))
                        + " and cannot be stopped alone; after `wms down`, `wms up --separate` gives each its own.");
            }
        }
    }

    /**
     * Stops the components, whatever else runs in their processes.
     *
     * @param progress where each component that has stopped is reported
     */
    void stopInOrder(Collection<Component> wanted, Duration limit, PrintStream progress) {
        for (Kind kind : List.of(Kind.GATEWAY, Kind.SERVICE, Kind.BROKER)) {
            List<Component> together = Component.ofKind(wanted, kind);
            Map<Component, ProcessHandle> running = new LinkedHashMap<>();
            together.forEach(
                    component -> processes.find(component).ifPresent(process -> running.put(component, process)));
            markStopping(running.keySet());
            running.values().forEach(ProcessHandle::destroy);
            awaitEnd(running, limit, progress);
            deleteFiles(together);
        }
    }

    private void markStopping(Collection<Component> running) {
        try {
            for (Component component : running) {
                Files.writeString(installation.stopping(component), "");
            }
        } catch (IOException fullDisk) {
            // Components can be stopped on a full disk too; only a watching command reports them as ended unexpectedly.
            out.println("  " + fullDisk.getMessage());
        }
    }

    private void awaitEnd(Map<Component, ProcessHandle> running, Duration limit, PrintStream progress) {
        long begin = System.nanoTime();
        boolean killed = false;
        while (!running.isEmpty()) {
            for (Component component : List.copyOf(running.keySet())) {
                if (!processes.isRunning(component)) {
                    running.remove(component);
                    progress.printf(
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
    }

    private void deleteFiles(List<Component> stopped) {
        for (Component component : stopped) {
            try {
                Files.deleteIfExists(installation.ready(component));
                Files.deleteIfExists(installation.pidFile(component));
                Files.deleteIfExists(installation.stopping(component));
            } catch (IOException e) {
                throw installation.cannotWrite(e);
            }
        }
    }
}
