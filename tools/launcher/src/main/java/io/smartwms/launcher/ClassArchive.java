package io.smartwms.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An archive of parsed classes (class data sharing), which saves a JVM about half of the processor time of its start, for class
 * paths that only begin alike (else a {@link TrainedCache} saves more). It is made once from what one process loaded, named
 * after the JDK and the very libraries it was made from, and a JVM that cannot use it starts without: nothing depends on it.
 *
 * @param installation where it is kept
 * @param libraries what it is made from: the first part of the class path of whoever uses it
 */
record ClassArchive(Installation installation, List<String> libraries) {

    private static final String NAME = "service";

    boolean isMissing() {
        return !libraries.isEmpty() && !Files.exists(file());
    }

    /** What a JVM is told that may use it. */
    List<String> options() {
        // The log would tell on every start why an archive that cannot be used is not used.
        return !libraries.isEmpty() && Files.exists(file())
                ? List.of("-XX:SharedArchiveFile=" + file(), "-Xlog:disable")
                : List.of();
    }

    /** Lets a JVM note which classes it loads. */
    List<String> recording() {
        return List.of("-XX:DumpLoadedClassList=" + classList(), "-Xlog:disable");
    }

    /** Begins to make the archive from what was recorded; {@link #keep} puts it in place. */
    Process make() throws IOException {
        Files.createDirectories(file().getParent());
        // What services load for themselves names its source; it may build on classes that no library holds.
        List<String> loaded = Files.readAllLines(classList());
        loaded.removeIf(line -> line.contains(" source: "));
        Files.write(classList(), loaded);
        List<String> command = new ArrayList<>(List.of(Jars.java()));
        command.addAll(Jars.withoutWarnings());
        command.addAll(List.of(
                "-Xshare:dump",
                "-Xlog:disable",
                "-XX:SharedClassListFile=" + classList(),
                "-XX:SharedArchiveFile=" + draft()));
        if (Runtime.version().feature() >= 24) {
            command.add("-XX:+AOTClassLinking");
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(installation.logs().resolve("archive.log").toFile());
        builder.environment().put("CLASSPATH", String.join(File.pathSeparator, libraries));
        return builder.start();
    }

    /** An archive that could not be made is kept as an empty file, which JVMs ignore, so that nobody tries again. */
    void keep(boolean made) throws IOException {
        Set<Path> outdated;
        try (Stream<Path> files = Files.list(file().getParent())) {
            outdated = files.filter(file -> file.getFileName().toString().matches(NAME + "-.*\\.jsa"))
                    .collect(Collectors.toSet());
        }
        for (Path file : outdated) {
            Files.delete(file);
        }
        if (!made || !Files.exists(draft())) {
            Files.write(draft(), new byte[0]);
        }
        Files.move(draft(), file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(classList());
    }

    private Path file() {
        return installation.root().resolve("target/wms/" + NAME + "-" + Jars.fingerprint(libraries) + ".jsa");
    }

    private Path draft() {
        return file().resolveSibling("draft-" + ProcessHandle.current().pid());
    }

    private Path classList() {
        return installation.run().resolve(NAME + ".classes");
    }
}
