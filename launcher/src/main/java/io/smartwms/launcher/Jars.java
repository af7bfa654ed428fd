package io.smartwms.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the processes are made of: the jars of each component, and one archive of parsed classes for all services.
 *
 * <p>The archive (class data sharing) holds the libraries that all services have in common, so these stand first on
 * every class path. It saves each service about half of the processor time of its start. It is made once, named after the
 * JDK and the very libraries it was made from, and a JVM that cannot use it starts without: nothing depends on it.
 */
class Jars {

    private final Site site;
    private final List<Component> components;

    Jars(Site site, List<Component> components) {
        this.site = site;
        this.components = components;
    }

    /**
     * The class path of a component. Jars of this project are copied into the data folder first: a later build rewrites
     * them in place, and a JVM that still runs from them would break.
     */
    String classPath(Component component) {
        List<String> entries = new ArrayList<>();
        try {
            Path own = site.run().resolve(component.name());
            Files.createDirectories(own);
            for (String entry : built(component)) {
                Path path = Path.of(entry);
                if (entry.endsWith(".jar") && isOurs(entry)) {
                    Path copy = own.resolve(path.getFileName());
                    // Delete first: a new file for the new process, the old one stays with whoever has it open.
                    Files.deleteIfExists(copy);
                    Files.copy(path, copy);
                    entries.add(copy.toString());
                } else {
                    entries.add(entry);
                }
            }
        } catch (IOException e) {
            throw new Failure("The jars of " + component.name() + " cannot be copied (" + Site.reason(e) + ").", e);
        }
        return String.join(File.pathSeparator, entries);
    }

    private List<String> built(Component component) {
        if (component.kind() == Component.Kind.BROKER) {
            return split(System.getProperty("java.class.path"));
        }
        Path jar = site.root().resolve(component.name()).resolve("target/" + component.name() + "-1.0.0-SNAPSHOT.jar");
        List<String> libraries = libraries(component);
        if (!Files.exists(jar) || libraries.isEmpty()) {
            throw new Failure(
                    component.name() + " is not built: run ./mvnw -DskipTests install in " + site.root() + ".");
        }
        List<String> shared = component.kind() == Component.Kind.SERVICE ? shared() : List.of();
        List<String> rest = new ArrayList<>(libraries);
        rest.removeAll(shared);
        return Stream.of(shared, List.of(jar.toString()), rest)
                .flatMap(List::stream)
                .toList();
    }

    private List<String> libraries(Component component) {
        try {
            Path file = site.root().resolve(component.name()).resolve("target/runtime.classpath");
            return split(Files.readString(file).strip());
        } catch (IOException notBuilt) {
            return List.of();
        }
    }

    private static List<String> split(String classPath) {
        return List.of(classPath.split(File.pathSeparator));
    }

    private boolean isOurs(String entry) {
        return entry.endsWith("-SNAPSHOT.jar") || Path.of(entry).startsWith(site.root());
    }

    // --- the archive

    /** What all services have in common and no build of ours changes. */
    private List<String> shared() {
        List<List<String>> all = components.stream()
                .filter(component -> component.kind() == Component.Kind.SERVICE)
                .map(this::libraries)
                .toList();
        return all.isEmpty()
                ? List.of()
                : all.get(0).stream()
                        .filter(entry -> entry.endsWith(".jar") && !isOurs(entry))
                        .filter(entry -> all.stream().allMatch(other -> other.contains(entry)))
                        .toList();
    }

    boolean archiveIsMissing() {
        return !shared().isEmpty() && !Files.exists(archive());
    }

    /** What a JVM of this component is told about the archive. */
    List<String> options(Component component) {
        // The log would tell on every start why an archive that cannot be used is not used.
        return component.kind() == Component.Kind.SERVICE && !shared().isEmpty() && Files.exists(archive())
                ? List.of("-XX:SharedArchiveFile=" + archive(), "-Xlog:disable")
                : List.of();
    }

    /** Lets a service note which classes it loads. */
    List<String> recording() {
        return List.of("-XX:DumpLoadedClassList=" + classList(), "-Xlog:disable");
    }

    /** Begins to make the archive from what was recorded; {@link #keepArchive} puts it in place. */
    Process makeArchive() throws IOException {
        Files.createDirectories(archive().getParent());
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(quiet());
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
                .redirectOutput(site.logs().resolve("archive.log").toFile());
        builder.environment().put("CLASSPATH", String.join(File.pathSeparator, shared()));
        return builder.start();
    }

    /** An archive that could not be made is kept as an empty file, which JVMs ignore, so that nobody tries again. */
    void keepArchive(boolean made) throws IOException {
        Set<Path> outdated;
        try (Stream<Path> files = Files.list(archive().getParent())) {
            outdated = files.filter(file -> file.getFileName().toString().matches("classes-.*\\.jsa"))
                    .collect(Collectors.toSet());
        }
        for (Path file : outdated) {
            Files.delete(file);
        }
        if (!made || !Files.exists(draft())) {
            Files.write(draft(), new byte[0]);
        }
        Files.move(draft(), archive(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(classList());
    }

    private Path archive() {
        return site.root().resolve("target/wms/classes-" + fingerprint() + ".jsa");
    }

    private Path draft() {
        return archive().resolveSibling("draft-" + ProcessHandle.current().pid());
    }

    private Path classList() {
        return site.run().resolve("classes.list");
    }

    private String fingerprint() {
        StringBuilder text = new StringBuilder(System.getProperty("java.home") + System.getProperty("java.vm.version"));
        for (String entry : shared()) {
            File file = new File(entry);
            text.append(entry).append(file.length()).append(file.lastModified());
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** What newer JDKs want to hear before libraries of ours may do what they always did. */
    static List<String> quiet() {
        return Runtime.version().feature() >= 24
                ? List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
                : List.of();
    }
}
