package io.smartwms.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One more process of a service, beside the one that the gateway knows: it reads its share of the topic, and competes for the
 * lease of the relay.
 */
public final class Replica {

    private final String name;
    private final Path log;
    private final ProcessBuilder builder;
    private final Api api;
    private @Nullable Process process;

    /**
     * @param name the service's, and a number behind {@code #}
     * @param settings what the service is told besides its port
     */
    public Replica(
            Path root,
            Path data,
            String name,
            int port,
            Map<String, String> settings,
            Map<String, String> environment) {
        String service = name.substring(0, name.indexOf('#'));
        this.name = name;
        this.log = data.resolve("logs").resolve(name + ".log");
        this.api = new Api("http://localhost:" + port);
        Path target = root.resolve(service).resolve("target");
        String type = Character.toUpperCase(service.charAt(0)) + service.substring(1) + "Application";
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Drx.unsafe-disable=true",
                "io.smartwms." + service.toLowerCase() + "." + type,
                "--server.port=" + port));
        settings.forEach((key, value) -> command.add("--" + key + "=" + value));
        try {
            builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            builder.environment()
                    .put(
                            "CLASSPATH",
                            target.resolve(service + ".jar")
                                    + File.pathSeparator
                                    + Files.readString(target.resolve("runtime.classpath"))
                                            .strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it and waits until it is ready. */
    public void start() {
        try {
            Process started = builder.start();
            process = started;
            while (!api.get("/actuator/health/readiness").ok()) {
                if (!started.isAlive()) {
                    throw new IllegalStateException(name + " ended while it was starting; its log is " + log);
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Api api() {
        return api;
    }

    public long pid() {
        return started().pid();
    }

    public boolean isAlive() {
        return started().isAlive();
    }

    public void stop() {
        started().destroy();
        started().onExit().join();
    }

    private Process started() {
        return Objects.requireNonNull(process, "It has not been started");
    }
}
