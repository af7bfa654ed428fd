package io.smartwms.launcher.image;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts an application once, as its container will, and stores the classes that the JVM parsed (class data sharing). The archive
 * is valid only for the JVM and the class path it was made with; a JVM that cannot use it starts without. The cache of JDK 25
 * (JEP 514) saves as much, but ends the JVM where its heap is too small for the objects in it.
 *
 * <p>Next to the archive it writes the file {@code options} with all options of the JVM, for {@code java @options}.
 */
public final class StartCache {

    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    /** A fixed size, so that the JVM compresses pointers however much memory the builder has: the archive requires it. */
    private static final String HEAP = "-Xmx256m";

    /** No program listens there: the application must not use a broker that the builder can reach. */
    private static final String NO_BROKER = "localhost:9";

    private StartCache() {}

    /**
     * Ends with code 1 if the application did not become ready.
     *
     * @param args the application's jar, the folder for archive and options, and the JVM's options
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        System.exit(make(Path.of(args[0]), Path.of(args[1]), List.of(args).subList(2, args.length)) ? 0 : 1);
    }

    /** @return false if the application did not become ready: an image of it would not work */
    static boolean make(Path jar, Path folder, List<String> wanted) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path archive = folder.resolve("classes.jsa");
        List<String> options = new ArrayList<>(wanted);
        if (Runtime.version().feature() >= 24) {
            // So that newer JVMs do not warn about libraries that use sun.misc.Unsafe. The manifest of the jar allows
            // native access: the option for it would contradict the JDK's own archive, on which this one builds, and
            // each start would log an error.
            options.add("--sun-misc-unsafe-memory-access=allow");
        }
        if (!train(jar, options, archive)) {
            return false;
        }
        if (Files.exists(archive)) {
            options.add("-XX:SharedArchiveFile=" + archive);
        } else {
            System.out.println("The JVM made no archive of classes; the image starts without.");
        }
        Files.write(folder.resolve("options"), options);
        return true;
    }

    private static boolean train(Path jar, List<String> options, Path archive)
            throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        int port = freePort();
        Path data = Files.createTempDirectory("training");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of(
                HEAP,
                "-XX:ArchiveClassesAtExit=" + archive,
                // Without hundreds of warnings about classes that cannot be stored, such as generated ones.
                "-Xlog:disable",
                "-Xlog:all=error",
                "-jar",
                jar.toString(),
                "--server.port=" + port,
                "--wms.data=" + data,
                "--wms.broker=" + NO_BROKER));
        Process process = new ProcessBuilder(command).inheritIO().start();
        try {
            long begin = System.nanoTime();
            while (!answers(client, port, "/actuator/health/readiness")) {
                if (!process.isAlive() || System.nanoTime() - begin > START_LIMIT.toNanos()) {
                    System.out.println("The application did not become ready.");
                    return false;
                }
                Thread.sleep(100);
            }
            // The requests that a cluster sends every few seconds.
            answers(client, port, "/actuator/health/liveness");
            answers(client, port, "/actuator/prometheus");
            process.destroy();
            process.waitFor();
            return true;
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean answers(HttpClient client, int port, String path) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
