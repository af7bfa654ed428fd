package io.smartwms.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second process away from a database file. The operating system gives the lock back the moment its holder dies;
 * HSQLDB's own lock, a heartbeat in a file, would refuse the file for ten seconds after a kill.
 */
class DatabaseFileLock implements AutoCloseable {

    private final FileChannel channel;

    /** @throws IllegalStateException another process, or another part of this one, has the database open */
    DatabaseFileLock(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock() == null) {
                channel.close();
                throw new IllegalStateException("Another process has the database open that is locked by " + file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The lock of the database cannot be had: " + file, e);
        }
    }

    private @Nullable FileLock tryLock() throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
