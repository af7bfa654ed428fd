package io.smartwms.launcher.host;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One service of a {@link Host}.
 *
 * @param name the service's name
 * @param mainClass the class with its main method
 * @param arguments those of its main method
 * @param loader loads its classes; its parent loads the shared ones
 */
public record HostedService(String name, String mainClass, List<String> arguments, ClassLoader loader) {

    /** Marks a class loader as that of a service. */
    private static final class ServiceLoader extends URLClassLoader {

        ServiceLoader(String service, URL[] urls) {
            super(service, urls, HostedService.class.getClassLoader());
        }
    }

    /**
     * Writes the file that {@link #read} reads.
     *
     * @param classPath the service's own part, without the libraries that are shared
     */
    public static void write(Path file, String name, String mainClass, String classPath, List<String> arguments)
            throws IOException {
        List<String> lines = new ArrayList<>(List.of(name, mainClass, classPath));
        lines.addAll(arguments);
        Files.write(file, lines);
    }

    static HostedService read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String name = lines.get(0);
        String[] entries = lines.get(2).split(File.pathSeparator);
        URL[] urls = new URL[entries.length];
        for (int i = 0; i < entries.length; i++) {
            urls[i] = Path.of(entries[i]).toUri().toURL();
        }
        return new HostedService(
                name, lines.get(1), List.copyOf(lines.subList(3, lines.size())), new ServiceLoader(name, urls));
    }

    /** The service to which the running thread belongs: a thread inherits the context class loader of the thread that starts it. */
    static Optional<String> current() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        while (loader != null && !(loader instanceof ServiceLoader)) {
            loader = loader.getParent();
        }
        return Optional.ofNullable(loader).map(ClassLoader::getName);
    }
}
