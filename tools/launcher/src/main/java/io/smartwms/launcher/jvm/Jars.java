package io.smartwms.launcher.jvm;

import io.smartwms.launcher.installation.Component;
import io.smartwms.launcher.installation.Failure;
import io.smartwms.launcher.installation.Installation;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The class paths of the processes. Jars of this project are copied first: a later build rewrites them in place, and a JVM that
 * still runs from them would fail.
 *
 * <p>All class paths throw {@link Failure} if a component is not built or a jar cannot be copied.
 */
public class Jars {

    private final Installation installation;
    private final List<Component> components;

    public Jars(Installation installation, List<Component> components) {
        this.installation = installation;
        this.components = components;
    }

    // --- a component in a process of its own

    /**
     * First the libraries that all components of this kind have in common, then the component's own jar, then the libraries that
     * only it has.
     */
    List<String> classPath(Component component) {
        List<String> common = commonToAll(component.kind());
        List<String> rest = new ArrayList<>(libraries(component));
        rest.removeAll(common);
        if (component.kind() != Component.Kind.BROKER) {
            rest.add(0, jar(component));
        }
        return copied(Stream.of(common, rest).flatMap(List::stream).toList());
    }

    /** The class archive of the libraries that all services have in common. */
    public ClassArchive archive() {
        return new ClassArchive(installation, commonToAll(Component.Kind.SERVICE));
    }

    // --- services in one process

    /** The class path of the process: the libraries that more than one service needs, and the launcher. */
    List<String> sharedClassPath() {
        List<String> entries = new ArrayList<>(shared());
        entries.add(split(System.getProperty("java.class.path")).get(0));
        return copied(entries);
    }

    /** The class path of one service's own class loader: its jar and the libraries that only it needs. */
    List<String> ownClassPath(Component service) {
        List<String> own = new ArrayList<>(List.of(jar(service)));
        own.addAll(libraries(service));
        own.removeAll(shared());
        return copied(own);
    }

    private List<String> shared() {
        List<String> all = components.stream()
                .filter(component -> component.kind() == Component.Kind.SERVICE)
                .flatMap(service -> libraries(service).stream())
                .toList();
        return all.stream()
                .filter(entry -> Collections.frequency(all, entry) > 1)
                .distinct()
                .toList();
    }

    // --- both

    private List<String> commonToAll(Component.Kind kind) {
        List<List<String>> all = components.stream()
                .filter(component -> component.kind() == kind)
                .map(this::libraries)
                .toList();
        return all.isEmpty()
                ? List.of()
                : all.get(0).stream()
                        .filter(entry -> entry.endsWith(".jar") && !isOurs(entry))
                        .filter(entry -> all.stream().allMatch(other -> other.contains(entry)))
                        .toList();
    }

    private List<String> copied(List<String> built) {
        return built.stream()
                .map(entry -> entry.endsWith(".jar") && isOurs(entry) ? copied(Path.of(entry)) : entry)
                .toList();
    }

    /** The copy of a jar; one that has not changed is not copied again, since start caches depend on its time. */
    private String copied(Path built) {
        Path folder = installation.root().resolve("target/wms");
        if (built.startsWith(folder)) {
            return built.toString();
        }
        // Without the version, which only the same jar in Maven's repository has in its name.
        Path copy = folder.resolve(built.getFileName().toString().replaceFirst("-[0-9.]+-SNAPSHOT", ""));
        try {
            if (!Files.exists(copy) || Files.mismatch(built, copy) >= 0) {
                Files.createDirectories(folder);
                Path temporaryFile =
                        folder.resolve("draft-" + ProcessHandle.current().pid() + ".jar");
                Files.copy(built, temporaryFile, StandardCopyOption.REPLACE_EXISTING);
                // A JVM that has the old copy open keeps it.
                Files.move(temporaryFile, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new Failure(built + " cannot be copied to " + copy + " (" + Failure.reason(e) + ").", e);
        }
        return copy.toString();
    }

    private String jar(Component component) {
        Path jar = installation.root().resolve(component.name()).resolve("target/" + component.name() + ".jar");
        if (!Files.exists(jar) || libraries(component).isEmpty()) {
            throw new Failure(
                    component.name() + " is not built: run ./mvnw -DskipTests install in " + installation.root() + ".");
        }
        return jar.toString();
    }

    private List<String> libraries(Component component) {
        if (component.kind() == Component.Kind.BROKER) {
            return split(System.getProperty("java.class.path"));
        }
        try {
            Path file = installation.root().resolve(component.name()).resolve("target/runtime.classpath");
            return split(Files.readString(file).strip());
        } catch (IOException notBuilt) {
            return List.of();
        }
    }

    private static List<String> split(String classPath) {
        return List.of(classPath.split(File.pathSeparator));
    }

    private boolean isOurs(String entry) {
        return entry.endsWith("-SNAPSHOT.jar") || Path.of(entry).startsWith(installation.root());
    }

    /** Changes with the JDK and with the name, size or time of any file of the class path. */
    static String fingerprint(List<String> classPath) {
        StringBuilder text = new StringBuilder(System.getProperty("java.home") + System.getProperty("java.vm.version"));
        for (String entry : classPath) {
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

    /** The options with which newer JDKs do not warn about native access and {@code sun.misc.Unsafe} in libraries. */
    static List<String> withoutWarnings() {
        return Runtime.version().feature() >= 24
                ? List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
                : List.of();
    }
}
