package io.smartwms.launcher.process;

import io.smartwms.launcher.installation.Component;
import io.smartwms.launcher.installation.Installation;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Whether the components of a system are ready for requests: services and the gateway answer so themselves, the broker has written
 * its ready file and accepts connections.
 */
record Readiness(Installation installation) {

    private static final int TIMEOUT_MILLIS = (int) Duration.ofSeconds(2).toMillis();

    boolean of(Component component) {
        try {
            if (component.kind() == Component.Kind.BROKER) {
                Path file = installation.ready(component);
                return Files.exists(file)
                        && new ComponentProcesses(installation)
                                .find(component)
                                .filter(process -> PidFile.text(file).equals(Long.toString(process.pid())))
                                .isPresent()
                        && Ports.answers(component.port(installation.base()));
            }
            return healthy(URI.create(component.url(installation) + "/actuator/health/readiness"));
        } catch (IOException notYet) {
            return false;
        }
    }

    /** With HttpURLConnection: loading the classes of the newer client would take a second of a start. */
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
