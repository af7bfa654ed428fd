package io.smartwms.launcher.process;

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
public final class Logs {

    /** How many bytes are read at once: far more than the lines that anybody asks for, far less than a log may have. */
    private static final int WINDOW = 512 << 10;

    private Logs() {}

    /** The last lines; none if there is no such file. */
    public static List<String> tail(Path log, int lines) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(0, file.length() - WINDOW);
            byte[] bytes = bytes(file, from);
            List<String> all = lines(bytes, bytes.length).toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /** Prints what is added to any of the logs, named by their keys, until the output is closed or the thread is interrupted. */
    public static void follow(Map<String, Path> logs, PrintStream out) throws InterruptedException {
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

    /** How far a file was read. A file with another key has replaced it after a rotation and is read from its beginning. */
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
                // An unfinished line is printed once it is complete, unless it is longer than the window.
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
