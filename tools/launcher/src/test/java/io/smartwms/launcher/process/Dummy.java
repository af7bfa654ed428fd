package io.smartwms.launcher.process;

import com.sun.net.httpserver.HttpServer;
import io.smartwms.launcher.installation.Component;
import io.smartwms.launcher.installation.Installation;
import io.smartwms.launcher.jvm.DummyJars;
import io.smartwms.launcher.jvm.Jars;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
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

/** A component that starts fast; {@code -Ddummy=} chooses its behaviour. */
public final class Dummy {

    private Dummy() {}

    public static Component component(String name, int offset, String behaviour) {
        Component.Kind kind = name.equals("gateway") ? Component.Kind.GATEWAY : Component.Kind.SERVICE;
        return new Component(name, kind, offset, Dummy.class.getName(), 32, List.of("-Ddummy=" + behaviour));
    }

    static Jars jars(Installation installation, List<Component> components) {
        return DummyJars.of(installation, components, classPath());
    }

    /** A system of dummies, with the limits that tests have. */
    public static WmsSystem system(
            Installation installation, List<Component> components, PrintStream out, PrintStream err) {
        return new WmsSystem(
                installation,
                components,
                jars(installation, components),
                out,
                err,
                TestSupport.TIMEOUT,
                Duration.ofSeconds(10));
    }

    /** Writes the pid file of a process that a test has started. */
    public static void writePidFile(Process process, int port, Path file) throws IOException {
        PidFile.of(process.toHandle(), port).write(file);
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

    public static void main(String[] args) throws Exception {
        String behaviour = System.getProperty("dummy");
        if (behaviour.equals("ends at once")) {
            System.out.println("the table is missing");
            System.exit(3);
        }
        if (behaviour.equals("does not stop")) {
            Runtime.getRuntime().addShutdownHook(new Thread(Dummy::waitForever));
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
        // Last: a test that sees it ready can read its output.
        server.start();
    }

    private static void waitForever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
