package io.smartwms.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the ends of log files, also while they grow and are rotated. */
final class Logs {

    /** Far more than the lines anybody asks for, far less than a log may hold. */
    private static final int WINDOW = 512 << 10;

    private Logs() {}

    /** The last lines; none if there is no such file. */
    static List<String> tail(Path log, int lines) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(0, file.length() - WINDOW);
            byte[] bytes = bytes(file, from);
            List<String> all = lines(bytes, bytes.length).toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /** Prints what is added to any of the logs, named by their keys, until the process ends. */
    static void follow(Map<String, Path> logs, PrintStream out) throws InterruptedException {
        Map<String, Position> positions = new LinkedHashMap<>();
        logs.forEach((name, log) -> positions.put(name, Position.endOf(log)));
        while (!out.checkError()) {
            logs.forEach((name, log) -> {
                String prefix = logs.size() == 1 ? "" : String.format("%-16s ", name);
                positions.compute(name, (key, position) -> position.print(log, prefix, out));
            });
            Thread.sleep(200);
        }
    }

    private static byte[] bytes(RandomAccessFile file, long from) throws IOException {
        file.seek(from);
        byte[] bytes = new byte[(int) Math.min(WINDOW, file.length() - from)];
        file.readFully(bytes);
        return bytes;
    }

    private static Stream<String> lines(byte[] bytes, int length) {
        return new String(bytes, 0, length, StandardCharsets.UTF_8).lines();
    }

    /** How far a file was read; a file with another key has taken its place and is read from its beginning. */
    private record Position(@Nullable Object key, long offset) {

        static Position endOf(Path log) {
            try {
                return new Position(key(log), Files.size(log));
            } catch (IOException none) {
                return new Position(null, 0);
            }
        }

        Position print(Path log, String prefix, PrintStream out) {
            try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
                Object now = key(log);
                long from = now != null && now.equals(key) && file.length() >= offset ? offset : 0;
                byte[] added = bytes(file, from);
                int length = added.length;
                // An unfinished line waits for its rest, unless it fills the window.
                while (added.length < WINDOW && length > 0 && added[length - 1] != '\n') {
                    length--;
                }
                lines(added, length).forEach(line -> out.println(prefix + line));
                return new Position(now, from + length);
            } catch (IOException none) {
                return this;
            }
        }

        private static Object key(Path log) throws IOException {
            return Files.readAttributes(log, BasicFileAttributes.class).fileKey();
        }
    }
}
