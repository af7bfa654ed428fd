package io.smartwms.launcher;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** A component small enough to start in a moment; {@code -Ddummy=} says how it behaves. */
public final class Dummy {

    private Dummy() {}

    static Component component(String name, int offset, String behaviour) {
        Component.Kind kind = name.equals("gateway") ? Component.Kind.GATEWAY : Component.Kind.SERVICE;
        return new Component(name, kind, offset, Dummy.class.getName(), 32, List.of("-Ddummy=" + behaviour));
    }

    static Jars jars(Installation installation, List<Component> components) {
        return jars(installation, components, classPath());
    }

    private static List<String> classPath() {
        return List.of(System.getProperty("java.class.path").split(File.pathSeparator));
    }

    /** The class path with the folders on it packed into jars. */
    static List<String> packed(Path root) throws IOException {
        List<String> entries = new ArrayList<>();
        for (String entry : classPath()) {
            entries.add(Files.isDirectory(Path.of(entry)) ? pack(Path.of(entry), root, entries.size()) : entry);
        }
        return entries;
    }

    private static String pack(Path folder, Path root, int number) throws IOException {
        Path jar = root.resolve("packed-" + number + ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(folder.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
        return jar.toString();
    }

    static Jars jars(Installation installation, List<Component> components, List<String> classPath) {
        return new Jars(installation, components) {
            @Override
            List<String> classPath(Component component) {
                return classPath;
            }

            @Override
            List<String> sharedClassPath() {
                return classPath;
            }

            @Override
            List<String> ownClassPath(Component service) {
                return classPath;
            }
        };
    }

    public static void main(String[] args) throws Exception {
        String behaviour = System.getProperty("dummy");
        if (behaviour.equals("dies")) {
            System.out.println("the table is missing");
            System.exit(3);
        }
        if (behaviour.equals("stubborn")) {
            Runtime.getRuntime().addShutdownHook(new Thread(Dummy::waitForEver));
        }
        int port = Integer.parseInt(args[0].substring("--server.port=".length()));
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        int status = behaviour.equals("never ready") ? 503 : 200;
        server.createContext("/actuator/health/readiness", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        List<String> options = ManagementFactory.getRuntimeMXBean().getInputArguments();
        System.out.println("up " + String.join(" ", options) + " " + String.join(" ", args));
        LoggerFactory.getLogger(Dummy.class).warn("logged by {}", port);
        // Last: whoever sees it ready may read what it has said.
        server.start();
    }

    private static void waitForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@code up} in the foreground with two dummies: root, base port. */
    static final class Foreground {

        private Foreground() {}

        public static void main(String[] args) {
            Installation installation =
                    new Installation(Path.of(args[0]), Path.of(args[0], "data"), Integer.parseInt(args[1]));
            WmsSystem system = new WmsSystem(
                    installation,
                    List.of(component("stock", 1, "works"), component("gateway", 0, "works")),
                    jars(installation, List.of()),
                    System.out,
                    System.err,
                    Patient.PATIENCE,
                    Duration.ofSeconds(10));
            System.exit(Wms.stay(
                    system,
                    List.of(component("stock", 1, "works"), component("gateway", 0, "works")),
                    false,
                    () -> {},
                    false));
        }
    }
}
