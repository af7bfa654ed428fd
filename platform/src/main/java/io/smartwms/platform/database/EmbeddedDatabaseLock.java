package io.smartwms.platform.database;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Locks the file of an embedded database, so that no second process opens it, and creates its folder, which fails in H2 when two
 * databases do it at the same moment. Does nothing for a database server.
 *
 * <p>The lock is for HSQLDB; H2 has one of the same kind. The operating system releases it with its holder.
 * HSQLDB's own, a heartbeat in a file, refuses the database for ten seconds after a kill.
 */
final class EmbeddedDatabaseLock implements AutoCloseable {

    private static final Pattern URL = Pattern.compile("jdbc:(h2|hsqldb):file:([^;]+).*");

    private final @Nullable File folder;
    private final @Nullable FileChannel lock;

    private EmbeddedDatabaseLock(@Nullable File folder, @Nullable FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** @throws IllegalStateException another process, or another part of this one, has the database open */
    static EmbeddedDatabaseLock of(String jdbcUrl) {
        Matcher url = URL.matcher(jdbcUrl);
        if (!url.matches()) {
            return new EmbeddedDatabaseLock(null, null);
        }
        Path file = Path.of(url.group(2)).toAbsolutePath();
        Path folder = Objects.requireNonNull(file.getParent());
        try {
            Files.createDirectories(folder);
            return new EmbeddedDatabaseLock(
                    folder.toFile(),
                    url.group(1).equals("hsqldb") ? lock(file.resolveSibling(file.getFileName() + ".lock")) : null);
        } catch (IOException e) {
            throw new UncheckedIOException("The database's folder cannot be used: " + folder, e);
        }
    }

    /** Free bytes of its disk; Long.MAX_VALUE if the database has no file here. */
    long room() {
        return folder == null ? Long.MAX_VALUE : folder.getUsableSpace();
    }

    /** Whether the database belongs to this process alone. */
    boolean embedded() {
        return folder != null;
    }

    /** The file that the URL names, without the engine's endings; null if it names none. */
    static @Nullable String path(String jdbcUrl) {
        Matcher url = URL.matcher(jdbcUrl);
        return url.matches()
                ? Path.of(url.group(2)).toAbsolutePath().normalize().toString()
                : null;
    }

    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new IllegalStateException("Another process has the database open that is locked by " + file);
        }
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        if (lock != null) {
            lock.close();
        }
    }
}
