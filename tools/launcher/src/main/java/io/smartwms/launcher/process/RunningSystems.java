package io.smartwms.launcher.process;

import io.smartwms.launcher.installation.Component;
import io.smartwms.launcher.installation.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the systems that run on this machine. */
public final class RunningSystems {

    private RunningSystems() {}

    /** The gateway's port of the system that runs in the data folder; empty if none runs there. */
    public static Optional<Integer> basePort(Path root, Path data) {
        // The pid files lie in the same place whatever the ports are.
        Installation anyPort = new Installation(root, data, 1);
        return Component.SYSTEM.stream()
                .flatMap(component -> PidFile.read(anyPort.pidFile(component))
                        .filter(file -> file.process().isPresent())
                        .map(file -> file.port() - component.offset())
                        .stream())
                .findFirst();
    }

    /** The data folder of the system that runs with this gateway port, among the processes whose command lines are readable. */
    public static Optional<Path> dataFolder(Path root, int base) {
        return ProcessHandle.allProcesses()
                .flatMap(RunningSystems::arguments)
                .filter(argument -> argument.startsWith(Installation.DATA_OPTION))
                .map(argument -> Path.of(argument.substring(Installation.DATA_OPTION.length())))
                .distinct()
                .filter(folder ->
                        basePort(root, folder).filter(port -> port == base).isPresent())
                .findFirst();
    }

    private static Stream<String> arguments(ProcessHandle process) {
        try {
            // The JDK leaves out arguments of a command line that is longer than a page of memory.
            Path commandLine = Path.of("/proc", Long.toString(process.pid()), "cmdline");
            if (Files.isReadable(commandLine)) {
                return Stream.of(Files.readString(commandLine).split("\0"));
            }
        } catch (IOException | RuntimeException ended) {
            return Stream.empty();
        }
        return process.info().arguments().stream().flatMap(Stream::of);
    }
}
