package io.smartwms.launcher.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the JVM that runs this test, as an image is built with its own. */
class StartCacheTest {

    private static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-XX:MaxRAMPercentage=50");

    @TempDir
    Path folder;

    /** What is trained: it serves until it is stopped, or ends at once. */
    public static final class App {

        private App() {}

        public static void main(String[] args) throws IOException {
            if (Boolean.getBoolean("endsAtOnce")) {
                System.exit(3);
            }
            if (args.length > 0 && args[0].equals("native")) {
                try {
                    System.loadLibrary("no-such-library");
                } catch (UnsatisfiedLinkError expected) {
                    // Whether it may be called is looked at first.
                }
            }
            if (args.length == 0 || args[0].equals("native")) {
                System.out.println("started");
                return;
            }
            int port = Integer.parseInt(args[0].substring("--server.port=".length()));
            HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
            server.createContext("/actuator", exchange -> {
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
        }
    }

    private Path jar() throws IOException {
        Path jar = folder.resolve("app.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, App.class.getName());
        manifest.getMainAttributes().putValue("Enable-Native-Access", "ALL-UNNAMED");
        String entry = App.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new JarEntry(entry));
            try (var in = App.class.getClassLoader().getResourceAsStream(entry)) {
                in.transferTo(out);
            }
        }
        return jar;
    }

    private String java(String... words) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.add("@" + folder.resolve("start/options"));
        command.addAll(List.of(words));
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }

    @Test
    void applicationStartsFromTheArchiveAndWithoutIt() throws Exception {
        Path jar = jar();
        Path start = folder.resolve("start");

        assertThat(StartCache.make(jar, start, OPTIONS)).isTrue();

        assertThat(Files.readAllLines(start.resolve("options"))).containsAll(OPTIONS);
        assertThat(java("-Xlog:class+load", "-jar", jar.toString()))
                .contains("started")
                .containsPattern(App.class.getName().replace("$", "\\$") + " source: shared objects file");

        // Nothing but what the application prints: no warning of the JVM.
        assertThat(java("-jar", jar.toString())).isEqualToIgnoringNewLines("started");

        Files.writeString(start.resolve("classes.jsa"), "spoiled");
        assertThat(java("-jar", jar.toString())).contains("started");
        Files.delete(start.resolve("classes.jsa"));
        assertThat(java("-jar", jar.toString())).contains("started");
    }

    /** By the manifest and not by an option, with which the JDK's own archive was not made: each start would log that as an error. */
    @Test
    void applicationMayCallNativeCodeWithoutAnOption() throws Exception {
        Path jar = jar();

        assertThat(StartCache.make(jar, folder.resolve("start"), OPTIONS)).isTrue();

        assertThat(Files.readString(folder.resolve("start/options"))).doesNotContain("native-access");
        assertThat(java("-jar", jar.toString(), "native")).isEqualToIgnoringNewLines("started");
        assertThat(Path.of("../..", "pom.xml"))
                .content()
                .contains("<Enable-Native-Access>ALL-UNNAMED</Enable-Native-Access>");
    }

    @Test
    void applicationThatDoesNotStartMakesNoImage() throws Exception {
        Path start = folder.resolve("start");

        assertThat(StartCache.make(jar(), start, List.of("-DendsAtOnce=true"))).isFalse();

        assertThat(start.resolve("options")).doesNotExist();
    }
}
