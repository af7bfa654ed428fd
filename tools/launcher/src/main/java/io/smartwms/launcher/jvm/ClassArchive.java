package io.smartwms.launcher.jvm;

import io.smartwms.launcher.installation.Failure;
import io.smartwms.launcher.installation.Installation;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An archive of parsed classes (class data sharing), which saves a JVM about half of the processor time of its start. Class paths
 * that have only their first part in common can use the same archive; for equal class paths a {@link TrainedCache} saves more. It
 * is made once from the classes that one process loaded, and its name depends on the JDK and the libraries it was made from. It is
 * optional: a JVM that cannot use it starts without.
 *
 * @param installation where it is stored
 * @param libraries what it is made from: the first part of the class path of the processes that use it
 */
public record ClassArchive(Installation installation, List<String> libraries) {

    private static final String NAME = "service";
    private static final long POLL_MILLIS = 100;

    public boolean isMissing() {
        return !libraries.isEmpty() && !Files.exists(file());
    }

    /** The options of a JVM that uses it; none while there is no archive. */
    public List<String> options() {
        // Without the second option each start would log why an archive that cannot be used is not used.
        return !libraries.isEmpty() && Files.exists(file())
                ? List.of("-XX:SharedArchiveFile=" + file(), "-Xlog:disable")
                : List.of();
    }

    /** The options of a JVM that writes the list of the classes that it loads, from which {@link #make} makes the archive. */
    public List<String> recording() {
        return List.of("-XX:DumpLoadedClassList=" + classList(), "-Xlog:disable");
    }

    /**
     * Makes the archive from the classes that one process has recorded. Where it cannot be made, this says so, and services start
     * without.
     *
     * @param stopIfCancelled throws when the user has cancelled the command
     */
    public void make(Runnable stopIfCancelled, PrintStream out) {
        long begin = System.nanoTime();
        try {
            Process making = dump();
            try {
                while (!making.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    stopIfCancelled.run();
                }
            } catch (InterruptedException e) {
                throw Failure.interrupted(e);
            } finally {
                making.destroyForcibly();
            }
            keep(making.exitValue() == 0);
            StartCaches.printMade(out, "class archive", begin);
        } catch (IOException e) {
            // A start without it is slower, nothing else.
            out.println("  no class archive (" + Failure.reason(e) + ")");
        }
    }

    /** Starts a JVM that writes the archive to the temporary file. */
    private Process dump() throws IOException {
        Files.createDirectories(file().getParent());
        // Classes that a service's own class loader loads have a source; they may depend on classes that no library
        // holds.
        List<String> loaded = Files.readAllLines(classList());
        loaded.removeIf(line -> line.contains(" source: "));
        Files.write(classList(), loaded);
        List<String> command = new ArrayList<>(List.of(Jars.java()));
        command.addAll(Jars.withoutWarnings());
        command.addAll(List.of(
                "-Xshare:dump",
                "-Xlog:disable",
                "-XX:SharedClassListFile=" + classList(),
                "-XX:SharedArchiveFile=" + temporaryFile()));
        if (Runtime.version().feature() >= 24) {
            command.add("-XX:+AOTClassLinking");
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(installation.logs().resolve("archive.log").toFile());
        builder.environment().put("CLASSPATH", String.join(File.pathSeparator, libraries));
        return builder.start();
    }

    /**
     * Replaces older archives by the new one.
     *
     * @param made if false, an empty file is stored, which JVMs ignore, so that no later start tries again
     */
    private void keep(boolean made) throws IOException {
        Set<Path> outdated;
        try (Stream<Path> files = Files.list(file().getParent())) {
            outdated = files.filter(file -> file.getFileName().toString().matches(NAME + "-.*\\.jsa"))
                    .collect(Collectors.toSet());
        }
        for (Path file : outdated) {
            Files.delete(file);
        }
        if (!made || !Files.exists(temporaryFile())) {
            Files.write(temporaryFile(), new byte[0]);
        }
        Files.move(temporaryFile(), file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(classList());
    }

    private Path file() {
        return installation.root().resolve("target/wms/" + NAME + "-" + Jars.fingerprint(libraries) + ".jsa");
    }

    private Path temporaryFile() {
        return file().resolveSibling("draft-" + ProcessHandle.current().pid());
    }

    private Path classList() {
        return installation.run().resolve(NAME + ".classes");
    }
}
