package io.smartwms.launcher;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where one system lives. Two systems may stand side by side when both the folder and the ports differ.
 *
 * @param root the project's folder
 * @param data the folder that holds everything the system remembers: databases, broker, logs, process ids
 * @param base the gateway's port, from which all others are counted
 */
record Installation(Path root, Path data, int base) {

    /** Enough for a fresh broker, eight empty databases and their logs. */
    private static final long MEGABYTES_NEEDED = 200;

    /** What stands before the data folder in the command line of each process of a system. */
    static final String DATA_OPTION = "-Dwms.data=";

    Installation {
        root = root.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
    }

    /** The gateway's port of the system that runs on the folder. */
    static Optional<Integer> running(Path root, Path data) {
        Installation any = new Installation(root, data, 1);
        return Component.SYSTEM.stream()
                .flatMap(component -> PidFile.read(any.pidFile(component))
                        .filter(file -> file.process().isPresent())
                        .map(file -> file.port() - component.offset())
                        .stream())
                .findFirst();
    }

    /** The data folder of the system that runs with the port, among the processes whose command lines can be read. */
    static Optional<Path> folder(Path root, int base) {
        return ProcessHandle.allProcesses()
                .flatMap(Installation::arguments)
                .filter(argument -> argument.startsWith(DATA_OPTION))
                .map(argument -> Path.of(argument.substring(DATA_OPTION.length())))
                .distinct()
                .filter(folder ->
                        running(root, folder).filter(port -> port == base).isPresent())
                .findFirst();
    }

    private static Stream<String> arguments(ProcessHandle process) {
        try {
            // The JDK leaves out arguments of a line that is longer than a page of memory.
            Path line = Path.of("/proc", Long.toString(process.pid()), "cmdline");
            if (Files.isReadable(line)) {
                return Stream.of(Files.readString(line).split("\0"));
            }
        } catch (IOException | RuntimeException gone) {
            return Stream.empty();
        }
        return process.info().arguments().stream().flatMap(Stream::of);
    }

    /** Where the gateway listens for other machines, as {@code up --listen} was told; empty if for this one alone. */
    Optional<String> listen() {
        try {
            return Files.exists(listenFile())
                    ? Optional.of(Files.readString(listenFile()).strip())
                    : Optional.empty();
        } catch (IOException e) {
            throw new Failure(listenFile() + " cannot be read (" + reason(e) + ").", e);
        }
    }

    /** Kept for whoever starts or asks the gateway later; without an address the gateway is for this machine alone. */
    void listen(@Nullable String address) {
        try {
            Files.createDirectories(run());
            if (address == null) {
                Files.deleteIfExists(listenFile());
            } else {
                Files.writeString(listenFile(), address);
            }
        } catch (IOException e) {
            throw new Failure(listenFile() + " cannot be written (" + reason(e) + ").", e);
        }
    }

    private Path listenFile() {
        return run().resolve("listen");
    }

    Path run() {
        return data.resolve("run");
    }

    Path logs() {
        return data.resolve("logs");
    }

    Path log(Component component) {
        return log(component.name());
    }

    Path log(String name) {
        return logs().resolve(name + ".log");
    }

    Path pidFile(Component component) {
        return run().resolve(component.name() + ".pid");
    }

    /** Exists while somebody stops the component. */
    Path stopping(Component component) {
        return run().resolve(component.name() + ".stopping");
    }

    /** The file in which the broker names itself once clients may come. */
    Path ready(Component component) {
        return run().resolve(component.name() + ".ready");
    }

    /** Makes sure that a system can write here. */
    void prepare() {
        try {
            Files.createDirectories(run());
            Files.createDirectories(logs());
            FileStore disk = Files.getFileStore(data);
            long free = disk.getUsableSpace() >> 20;
            if (free < MEGABYTES_NEEDED) {
                throw new Failure("The disk that holds " + data + " is full: " + free + " MB are free, "
                        + MEGABYTES_NEEDED + " MB are needed.");
            }
            Path probe = Files.createTempFile(run(), "probe", null);
            Files.write(probe, new byte[64 << 10]);
            Files.delete(probe);
        } catch (IOException e) {
            throw new Failure("The data folder " + data + " cannot be written (" + reason(e) + ").", e);
        }
    }

    /** Deletes a folder with all that is in it, if it is there. */
    static void deleteTree(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new Failure(folder + " could not be deleted (" + reason(e) + "); delete it by hand.", e);
        }
    }

    static String reason(IOException e) {
        // The class names of java.nio.file say what the messages leave out: AccessDenied, NotDirectory, NoSuchFile.
        String type = e.getClass().getSimpleName().replaceAll("Exception$", "");
        return type.equals("FileSystem") || type.equals("IO")
                ? String.valueOf(e.getMessage())
                : type + ": " + e.getMessage();
    }

    Failure cannotWrite(IOException e) {
        return new Failure("The data folder " + data + " cannot be written (" + reason(e) + ").", e);
    }

    /** The running process of a component, by its pid file. */
    Optional<ProcessHandle> process(Component component) {
        return PidFile.read(pidFile(component)).flatMap(PidFile::process);
    }
}
