package io.smartwms.launcher.process;

import io.smartwms.launcher.installation.Component;
import io.smartwms.launcher.installation.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a port is free, and if not, which process listens on it. */
public final class Ports {

    private static final Duration RELEASE = Duration.ofSeconds(2);

    private Ports() {}

    /** Whether a server could listen on the port. */
    public static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
        } catch (IOException taken) {
            return false;
        }
        // Some operating systems let a server bind all addresses while another one listens on the loopback address.
        return !answers(port);
    }

    /** Whether the port is free, or becomes so within two seconds: a process that has ended can hold it for a moment longer. */
    static boolean becomesFree(int port) {
        long begin = System.nanoTime();
        while (!free(port)) {
            if (System.nanoTime() - begin > RELEASE.toNanos() || owner(port).isPresent()) {
                return false;
            }
            Pause.of(Pause.POLL);
        }
        return true;
    }

    /** Whether a server accepts connections on the port of the loopback address. */
    public static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** The failure for a port of the component on which another program listens. */
    public static Failure taken(int port, Component component) {
        String owner = owner(port)
                .map(process -> "process " + process.pid()
                        + process.info()
                                .command()
                                .map(command -> " (" + command + ")")
                                .orElse("")
                        + ", which is not part of this system")
                .orElse("another program");
        return new Failure("Port " + port + " (" + component.name() + ") is taken by " + owner
                + "; stop it, or move this system by --port.");
    }

    /** The listener's process, where the operating system shows it (Linux, own processes). */
    private static Optional<ProcessHandle> owner(int port) {
        try {
            Set<String> sockets = Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                    .map(Path::of)
                    .filter(Files::exists)
                    .flatMap(table -> listeners(table, port))
                    .collect(Collectors.toSet());
            return sockets.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.allProcesses()
                            .filter(process -> holdsAny(process, sockets))
                            .findFirst();
        } catch (RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    /** Columns of the table: slot, local address:port, remote, state (0A listens), …, inode. */
    private static Stream<String> listeners(Path table, int port) {
        try {
            String suffix = String.format(":%04X", port);
            return Files.readAllLines(table).stream()
                    .map(line -> List.of(line.strip().split("\\s+")))
                    .filter(columns -> columns.size() > 9
                            && columns.get(1).endsWith(suffix)
                            && columns.get(3).equals("0A"))
                    .map(columns -> "socket:[" + columns.get(9) + "]");
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static boolean holdsAny(ProcessHandle process, Set<String> sockets) {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            return files.anyMatch(file -> {
                try {
                    return sockets.contains(Files.readSymbolicLink(file).toString());
                } catch (IOException closed) {
                    return false;
                }
            });
        } catch (IOException notOurs) {
            return false;
        }
    }
}
