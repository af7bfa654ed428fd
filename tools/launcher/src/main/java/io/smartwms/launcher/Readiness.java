package io.smartwms.launcher;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Whether the components of a system can be used: services and gateway say so themselves, the broker by a file and its port. */
record Readiness(Installation installation) {

    private static final int TIMEOUT_MILLIS = (int) Duration.ofSeconds(2).toMillis();

    boolean of(Component component) {
        try {
            if (component.kind() == Component.Kind.BROKER) {
                Path file = installation.ready(component);
                return Files.exists(file)
                        && installation
                                .process(component)
                                .filter(process -> PidFile.text(file).equals(Long.toString(process.pid())))
                                .isPresent()
                        && Ports.answers(component.port(installation.base()));
            }
            return healthy(URI.create(component.url(installation) + "/actuator/health/readiness"));
        } catch (IOException notYet) {
            return false;
        }
    }

    /** By HttpURLConnection: to load the newer client takes a second of a start. */
    private static boolean healthy(URI health) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) health.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        try {
            return connection.getResponseCode() / 100 == 2;
        } finally {
            connection.disconnect();
        }
    }
}
