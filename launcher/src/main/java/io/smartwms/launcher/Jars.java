package io.smartwms.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the processes are made of. Jars of this project are copied into the data folder first: a later build rewrites them in
 * place, and a JVM that still runs from them would break.
 */
class Jars {

    private final Site site;
    private final List<Component> components;

    Jars(Site site, List<Component> components) {
        this.site = site;
        this.components = components;
    }

    // --- a component in a process of its own

    String classPath(Component component) {
        return copied(component.name(), built(component));
    }

    /** What an archive is of comes first, and the component's own jar before the libraries that only it has. */
    private List<String> built(Component component) {
        List<String> archived = archive(component).libraries();
        List<String> rest = new ArrayList<>(libraries(component));
        rest.removeAll(archived);
        if (component.kind() != Component.Kind.BROKER) {
            rest.add(0, jar(component));
        }
        return Stream.of(archived, rest).flatMap(List::stream).toList();
    }

    /** Of what all of the component's kind have in common. */
    ClassArchive archive(Component component) {
        String name = component.kind() == Component.Kind.SERVICE ? "service" : component.name();
        return new ClassArchive(site, name, commonToAll(component.kind()));
    }

    // --- services in one process

    /** What services that share a process see of each other: the libraries that more than one of them needs. */
    String sharedClassPath(Collection<Component> services) {
        List<String> entries = new ArrayList<>(shared(services));
        entries.add(System.getProperty("java.class.path").split(File.pathSeparator)[0]);
        return copied("services", entries);
    }

    /** What a service has for itself in a process that it shares. */
    String ownClassPath(Component service, Collection<Component> services) {
        List<String> own = new ArrayList<>(List.of(jar(service)));
        own.addAll(libraries(service));
        own.removeAll(shared(services));
        return copied(service.name(), own);
    }

    /** Of what services that share a process share. */
    ClassArchive archive(Collection<Component> services) {
        return new ClassArchive(
                site,
                "services",
                shared(services).stream().filter(entry -> !isOurs(entry)).toList());
    }

    /** Ours, which the archive leaves out, come last: an archive is of the first part of a class path. */
    private List<String> shared(Collection<Component> services) {
        List<String> all = services.stream()
                .flatMap(service -> libraries(service).stream())
                .toList();
        return all.stream()
                .filter(entry -> Collections.frequency(all, entry) > 1)
                .distinct()
                .sorted(Comparator.comparing(this::isOurs))
                .toList();
    }

    // --- common ground

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

    private String copied(String folder, List<String> built) {
        List<String> entries = new ArrayList<>();
        try {
            Path own = site.run().resolve(folder);
            Files.createDirectories(own);
            for (String entry : built) {
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
            throw new Failure("The jars of " + folder + " cannot be copied (" + Site.reason(e) + ").", e);
        }
        return String.join(File.pathSeparator, entries);
    }

    private String jar(Component component) {
        Path jar = site.root().resolve(component.name()).resolve("target/" + component.name() + "-1.0.0-SNAPSHOT.jar");
        if (!Files.exists(jar) || libraries(component).isEmpty()) {
            throw new Failure(
                    component.name() + " is not built: run ./mvnw -DskipTests install in " + site.root() + ".");
        }
        return jar.toString();
    }

    private List<String> libraries(Component component) {
        if (component.kind() == Component.Kind.BROKER) {
            return split(System.getProperty("java.class.path"));
        }
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
