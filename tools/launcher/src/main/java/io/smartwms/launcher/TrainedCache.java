package io.smartwms.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a JVM keeps of one start for the next ones: from JDK 25 on its parsed and linked classes and which of its methods are
 * hot (JEP 514, JEP 515), on older ones the parsed classes. A JVM writes it when it ends. It is valid for the very JDK and
 * class path it was made with; a JVM that cannot use it starts without.
 *
 * <p>A {@link ClassArchive} is made from a list, so that one can serve class paths that only begin alike; it saves less.
 *
 * @param file where it lies
 */
record TrainedCache(Path file) {

    private static final boolean PROFILES = Runtime.version().feature() >= 25;

    /**
     * @param name tells it from other caches
     * @param classPath that of whoever uses it
     */
    static TrainedCache of(Installation installation, String name, List<String> classPath) {
        // JDKs in turn leave each other's caches alone.
        String file = name + "-" + Runtime.version().feature() + "-" + Jars.fingerprint(classPath) + ".cache";
        return new TrainedCache(installation.root().resolve("target/wms").resolve(file));
    }

    boolean isMissing() {
        return !Files.exists(file);
    }

    /** What a JVM is told that may use it. */
    List<String> options() {
        return file.toFile().length() > 0
                ? quiet((PROFILES ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + file)
                : List.of();
    }

    /** Lets a JVM write it when it is asked to end; {@link #keep} puts it in place. */
    List<String> recording() throws IOException {
        Files.createDirectories(file.getParent());
        return quiet((PROFILES ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + draft());
    }

    /** One that was not written is kept as an empty file, so that nobody tries again. Replaces those of other class paths. */
    void keep() throws IOException {
        if (!isMissing()) {
            return;
        }
        if (!Files.exists(draft())) {
            Files.createFile(draft());
        }
        Files.move(draft(), file, StandardCopyOption.ATOMIC_MOVE);
        try (Stream<Path> files = Files.list(file.getParent())) {
            for (Path other : files.filter(this::isOutdated).toList()) {
                Files.delete(other);
            }
        }
    }

    private boolean isOutdated(Path other) {
        return !other.equals(file) && other.getFileName().toString().startsWith(prefix());
    }

    /** Not every warning about a class that cannot be kept is worth a line in a service's log; an error is. */
    private static List<String> quiet(String option) {
        return List.of(option, "-Xlog:disable", "-Xlog:all=error");
    }

    private Path draft() {
        return file.resolveSibling(prefix() + "draft-" + ProcessHandle.current().pid());
    }

    private String prefix() {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('-') + 1);
    }
}
