package io.smartwms.launcher.process;

import io.smartwms.launcher.installation.Component;
import io.smartwms.launcher.installation.Failure;
import io.smartwms.launcher.installation.Installation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why a component ended while it was starting: a taken port, or the reason that a log gives. If it finds neither, it prints
 * the end of the component's log.
 */
record StartFailure(Installation installation, List<Component> components, PrintStream err) {

    /** How a service's log begins the reason why it cannot start (OneLineFailureReporter). */
    private static final String CANNOT_START = " Cannot start: ";

    /**
     * The failure of a component whose process has ended.
     *
     * @param process null if another command has started it
     * @param log the file of its output
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

    /** The reason in the component's log, unless the log is older than this start. */
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
            throw Failure.interrupted(e);
        }
    }
}
