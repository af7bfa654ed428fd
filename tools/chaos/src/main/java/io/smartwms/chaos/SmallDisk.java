package io.smartwms.chaos;

import io.smartwms.harness.Tool;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A disk of its own for the databases, so that it can be filled without anybody else's noticing: a {@code tmpfs}, which needs
 * Linux and the right to mount. What is on it in the end is kept in the same place.
 */
final class SmallDisk implements AutoCloseable {

    private static final String SIZE = "4g";
    private static final long LAST = 4 << 20;
    /** Others write too: what was free a moment ago may be less by now. */
    private static final int ATTEMPTS = 10;

    private final Path place;
    private final Path ballast;

    private SmallDisk(Path place) {
        this.place = place;
        this.ballast = place.resolve("ballast");
    }

    /** Whether this machine lets us, which only trying tells. */
    static boolean possible() {
        try {
            Path place = Files.createTempDirectory("disk");
            try {
                mount(place).unmount();
                return true;
            } finally {
                Files.delete(place);
            }
        } catch (IOException no) {
            return false;
        }
    }

    static SmallDisk mount(Path place) throws IOException {
        Files.createDirectories(place);
        Tool.run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", place.toString());
        return new SmallDisk(place);
    }

    /** Has the embedded databases of a system, which is yet to start, lie here. */
    void hold(Path data) throws IOException {
        for (String engine : List.of("h2", "hsqldb")) {
            Path here = Files.createDirectories(place.resolve(engine));
            Files.createSymbolicLink(data.resolve(engine), here.toAbsolutePath());
        }
    }

    Path place() {
        return place;
    }

    /** Leaves no room for anything; the last of it goes slowly, as on a disk that runs full. */
    void fill() throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            long most = Math.max(LAST, Files.getFileStore(place).getUsableSpace() - LAST);
            String failure = Tool.tryToRun("fallocate", "-l", Long.toString(most), ballast.toString());
            if (failure == null || Files.getFileStore(place).getUsableSpace() < 2 * LAST) {
                break;
            }
            if (attempt == ATTEMPTS) {
                throw new IOException("The disk cannot be filled: " + failure);
            }
        }
        TimeUnit.SECONDS.sleep(2);
        try (OutputStream out = Files.newOutputStream(ballast, StandardOpenOption.APPEND)) {
            byte[] block = new byte[4096];
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            // As intended: others write too, so nobody can say beforehand how much it takes.
        }
    }

    void clear() throws IOException {
        Files.deleteIfExists(ballast);
    }

    @Override
    public void close() throws IOException {
        clear();
        Path kept = place.resolveSibling(place.getFileName() + ".kept");
        Tool.run("cp", "-a", place.toString(), kept.toString());
        unmount();
        Files.delete(place);
        Files.move(kept, place);
    }

    private void unmount() throws IOException {
        Tool.run("umount", place.toString());
    }
}
