package io.smartwms.launcher.process;

import io.smartwms.launcher.installation.Failure;
import io.smartwms.launcher.installation.Installation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Lets one {@code wms} command at a time start or stop the processes of a data folder. The operating system releases it when the
 * command ends, however it ends.
 */
record SystemLock(Installation installation) {

    /**
     * Runs the action while no other command starts or stops anything in this data folder.
     *
     * @param maxWait how long to wait for a command that holds the lock
     * @throws Failure another command still holds it, or the data folder cannot be written
     */
    void run(Duration maxWait, Runnable action) {
        Path file = installation.run().resolve("lock");
        long begin = System.nanoTime();
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            FileLock lock = tryLock(channel);
            while (lock == null) {
                if (System.nanoTime() - begin >= maxWait.toNanos()) {
                    throw new Failure("Another wms command (process " + PidFile.text(file)
                            + ") is starting or stopping the system in " + installation.data()
                            + "; wait until it is done.");
                }
                Pause.of(Pause.POLL);
                lock = tryLock(channel);
            }
            byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
            channel.truncate(0).write(ByteBuffer.wrap(pid));
            action.run();
        } catch (IOException e) {
            throw installation.cannotWrite(e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }
}
