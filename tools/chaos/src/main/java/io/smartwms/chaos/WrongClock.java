package io.smartwms.chaos;

import io.smartwms.harness.Tool;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A wall clock that can jump while processes look at it: a few lines of C between them and the system's, built with the C
 * compiler of the machine. (Under libfaketime, which was tried first, a JVM's timed waits return at once and it spins.)
 */
final class WrongClock {

    private final Path library;
    private final Path offset;

    private WrongClock(Path library, Path offset) {
        this.library = library;
        this.offset = offset;
    }

    /** @throws IOException it cannot be built */
    static WrongClock in(Path folder) throws IOException {
        Path place = Files.createDirectories(folder.toAbsolutePath());
        Path source = place.resolve("wrong-clock.c");
        Path library = place.resolve("wrong-clock.so");
        try (InputStream code = WrongClock.class.getResourceAsStream("/wrong-clock.c")) {
            Files.write(source, code.readAllBytes());
        }
        Tool.run("cc", "-shared", "-fPIC", "-O2", "-o", library.toString(), source.toString(), "-ldl");
        WrongClock clock = new WrongClock(library, place.resolve("clock"));
        clock.set(0);
        return clock;
    }

    static boolean possible() {
        return Files.isDirectory(Path.of("/proc/self"))
                && Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "cc")));
    }

    /** What makes a process look at this clock. */
    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "WRONG_CLOCK", offset.toString());
    }

    /** @param seconds how far it is ahead of the right time, negative if behind */
    void set(long seconds) throws IOException {
        // Written over, not replaced: who looks at it has the file mapped.
        Files.write(
                offset,
                ByteBuffer.allocate(Long.BYTES)
                        .order(ByteOrder.nativeOrder())
                        .putLong(seconds)
                        .array(),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
    }
}
