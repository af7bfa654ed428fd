package io.smartwms.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A whole system in a folder of its own, started and stopped by the {@code wms} command as its users do it. */
final class WmsSystem implements AutoCloseable {

    static final List<String> COMPONENTS = List.of(
            "broker",
            "order",
            "deliveryOrder",
            "deliveryPicking",
            "deliveryPacking",
            "product",
            "stock",
            "customerCenter",
            "deliveryCenter",
            "gateway");

    private static final Path ROOT = root();

    private final Path data;
    private final int base;

    private WmsSystem(Path data, int base) {
        this.data = data;
        this.base = base;
    }

    /** @param options of {@code wms up} */
    static WmsSystem start(String... options) {
        WmsSystem system = new WmsSystem(
                Path.of("target", "system", UUID.randomUUID().toString()).toAbsolutePath(), freeBase());
        system.up(options);
        return system;
    }

    /** Starts what does not run. */
    void up(String... options) {
        List<String> words = new ArrayList<>(List.of("up", "--detach"));
        words.addAll(List.of(options));
        wms(words.toArray(String[]::new));
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("wms"))) {
            here = here.getParent();
        }
        return here;
    }

    private static int freeBase() {
        return IntStream.iterate(18_080, base -> base < 60_000, base -> base + 2_000)
                .filter(base -> Stream.concat(
                                IntStream.rangeClosed(base, base + 8).boxed(), Stream.of(base + 1012, base + 1013))
                        .allMatch(WmsSystem::isFree))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket ignored = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** Runs a command of the launcher, as the script {@code wms} does once it has built, and returns what it printed. */
    String wms(String... words) {
        List<String> command = new ArrayList<>();
        Path launcher = ROOT.resolve("launcher/target");
        try {
            command.addAll(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Dwms.root=" + ROOT,
                    "-cp",
                    launcher.resolve("launcher-1.0.0-SNAPSHOT.jar") + ":"
                            + Files.readString(launcher.resolve("runtime.classpath"))
                                    .strip(),
                    "io.smartwms.launcher.Wms"));
            command.addAll(List.of(words));
            command.addAll(List.of("--data", data.toString(), "--port", Integer.toString(base)));
            Files.createDirectories(data);
            Path output = Files.createTempFile(data, "wms", ".out");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(5, TimeUnit.MINUTES);
            String printed = Files.readString(output);
            assertThat(ended).as("%s ends: %s", command, printed).isTrue();
            assertThat(process.exitValue())
                    .as("%s: %s", List.of(words), printed)
                    .isZero();
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Through the gateway. */
    Api gateway() {
        return new Api("http://localhost:" + base);
    }

    /** Straight to a service. */
    Api service(String name) {
        return new Api("http://localhost:" + (base + COMPONENTS.indexOf(name)));
    }

    /** Ends a component as a crash does. */
    void kill(String component) {
        ProcessHandle process = process(component);
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Starts a component that is not running, and waits until it is ready. */
    void revive(String component) {
        wms("start", component);
    }

    /** Stops a component in the middle of what it does, without its noticing. */
    void freeze(String component) {
        signal("STOP", component);
    }

    void thaw(String component) {
        signal("CONT", component);
    }

    private void signal(String signal, String component) {
        try {
            int exit = new ProcessBuilder(
                            "kill",
                            "-" + signal,
                            Long.toString(process(component).pid()))
                    .start()
                    .waitFor();
            assertThat(exit).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private ProcessHandle process(String component) {
        try {
            String pid = Files.readAllLines(data.resolve("run").resolve(component + ".pid"))
                    .get(0);
            return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        wms("down");
    }
}
