package io.smartwms.launcher.installation;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the files and ports of one system are. Two systems can run at the same time when both the data folder and the ports differ.
 *
 * @param root the project's folder
 * @param data the folder that holds all data of the system: databases, broker, logs, pid files
 * @param base the gateway's port, from which all others are counted
 */
public record Installation(Path root, Path data, int base) {

    /** Enough for a new broker, eight empty databases and their logs. */
    private static final long MEGABYTES_NEEDED = 200;

    /** The option, before its value, by which the command line of each process of a system names the data folder. */
    public static final String DATA_OPTION = "-Dwms.data=";

    public Installation {
        root = root.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
    }

    /**
     * The address at which the gateway listens for other machines, as given to {@code up --listen}; empty if only this machine can
     * reach it.
     */
    public Optional<String> listen() {
        try {
            return Files.exists(listenFile())
                    ? Optional.of(Files.readString(listenFile()).strip())
                    : Optional.empty();
        } catch (IOException e) {
            throw new Failure(listenFile() + " cannot be read (" + Failure.reason(e) + ").", e);
        }
    }

    /**
     * Stores the address for later commands.
     *
     * @param address null if only this machine shall reach the gateway
     */
    public void listen(@Nullable String address) {
        try {
            Files.createDirectories(run());
            if (address == null) {
                Files.deleteIfExists(listenFile());
            } else {
                Files.writeString(listenFile(), address);
            }
        } catch (IOException e) {
            throw new Failure(listenFile() + " cannot be written (" + Failure.reason(e) + ").", e);
        }
    }

    private Path listenFile() {
        return run().resolve("listen");
    }

    /** The folder of the files about running processes. */
    public Path run() {
        return data.resolve("run");
    }

    public Path logs() {
        return data.resolve("logs");
    }

    public Path log(Component component) {
        return log(component.name());
    }

    public Path log(String name) {
        return logs().resolve(name + ".log");
    }

    /** Exists from the start of the component until a command has stopped it. */
    public Path pidFile(Component component) {
        return run().resolve(component.name() + ".pid");
    }

    /** Exists while a command stops the component. */
    public Path stopping(Component component) {
        return run().resolve(component.name() + ".stopping");
    }

    /** The file to which the broker writes its process id once clients can connect. */
    public Path ready(Component component) {
        return run().resolve(component.name() + ".ready");
    }

    /**
     * Creates the folders and checks that a system can write to them.
     *
     * @throws Failure they cannot be written, or the disk is full
     */
    public void prepare() {
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
            throw new Failure("The data folder " + data + " cannot be written (" + Failure.reason(e) + ").", e);
        }
    }

    /** The failure for a file of the data folder that could not be written. */
    public Failure cannotWrite(IOException e) {
        return new Failure("The data folder " + data + " cannot be written (" + Failure.reason(e) + ").", e);
    }
}
