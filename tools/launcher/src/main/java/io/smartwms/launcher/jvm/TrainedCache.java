package io.smartwms.launcher.jvm;

import io.smartwms.launcher.installation.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a JVM stores of one start for the next ones: from JDK 25 on its parsed and linked classes and the profiles of its methods
 * (JEP 514, JEP 515), on older ones the parsed classes. A JVM writes it when it ends. It is valid only for the JDK and the class
 * path it was made with; a JVM that cannot use it starts without.
 *
 * <p>A {@link ClassArchive} can serve class paths that have only their first part in common; it saves less.
 *
 * @param file where it is stored
 */
record TrainedCache(Path file) {

    private static final boolean PROFILES = Runtime.version().feature() >= 25;

    /**
     * @param name distinguishes it from other caches
     * @param classPath that of the process that uses it
     */
    static TrainedCache of(Installation installation, String name, List<String> classPath) {
        // With the release in the name, a start with one JDK does not delete the cache of another.
        String file = name + "-" + Runtime.version().feature() + "-" + Jars.fingerprint(classPath) + ".cache";
        return new TrainedCache(installation.root().resolve("target/wms").resolve(file));
    }

    boolean isMissing() {
        return !Files.exists(file);
    }

    /** The options of a JVM that uses it; none if it is missing or empty. */
    List<String> options() {
        return file.toFile().length() > 0
                ? quiet((PROFILES ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + file)
                : List.of();
    }

    /** The options of a JVM that writes it, to a temporary file, when it is asked to end; then follows {@link #keep}. */
    List<String> trainingOptions() throws IOException {
        Files.createDirectories(file.getParent());
        return quiet((PROFILES ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + temporaryFile());
    }

    /**
     * Stores what was written, unless another command has stored a cache meanwhile, and deletes those of other class paths. If
     * nothing was written, it stores an empty file, so that no later start tries again.
     */
    void keep() throws IOException {
        if (!isMissing()) {
            return;
        }
        if (!Files.exists(temporaryFile())) {
            Files.createFile(temporaryFile());
        }
        Files.move(temporaryFile(), file, StandardCopyOption.ATOMIC_MOVE);
        try (Stream<Path> files = Files.list(file.getParent())) {
            for (Path other : files.filter(this::isOutdated).toList()) {
                Files.delete(other);
            }
        }
    }

    private boolean isOutdated(Path other) {
        return !other.equals(file) && other.getFileName().toString().startsWith(prefix());
    }

    /** Without the JVM's warnings about classes that cannot be stored; its errors are still logged. */
    private static List<String> quiet(String option) {
        return List.of(option, "-Xlog:disable", "-Xlog:all=error");
    }

    private Path temporaryFile() {
        return file.resolveSibling(prefix() + "draft-" + ProcessHandle.current().pid());
    }

    private String prefix() {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('-') + 1);
    }
}
