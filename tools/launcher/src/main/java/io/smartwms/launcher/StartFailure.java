package io.smartwms.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds out why a component ended while it was starting: a taken port, a reason in its log, or else the end of the log. */
record StartFailure(Installation installation, List<Component> components, PrintStream err) {

    /** How a service's log begins the reason why it cannot start (FailureInOneLine). */
    private static final String CANNOT_START = " Cannot start: ";

    /**
     * @param process null if another command has started it
     * @param log where its output goes
     */
    Failure of(Component component, @Nullable Process process, Path log) {
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
        Logs.tail(log, 15).forEach(line -> err.println("  | " + line));
        String code = process == null ? "" : " (exit code " + exitCode(process) + ")";
        return new Failure(component.name() + " ended while it was starting" + code + "; its log is " + log + ".");
    }

    /** What the component's log gives as the reason why this start failed; a log older than the start tells of another. */
    private Stream<Failure> reason(Component component) {
        Path log = installation.log(component);
        try {
            if (Files.getLastModifiedTime(log).compareTo(Files.getLastModifiedTime(installation.pidFile(component)))
                    < 0) {
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
}
