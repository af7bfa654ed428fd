package io.smartwms.chaos;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** A real PostgreSQL server with a database for each service, brought along and stopped with this process. */
public final class Postgres implements AutoCloseable {

    private final EmbeddedPostgres server;

    private Postgres(EmbeddedPostgres server) {
        this.server = server;
    }

    public static Postgres start(Path folder) throws IOException {
        Files.createDirectories(folder);
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(folder.toAbsolutePath())
                // Eight connections for each service and each of its replicas.
                .setServerConfig("max_connections", "300")
                .start();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String service : RunningSystem.SERVICES) {
                statement.execute("create database \"" + service + "\"");
            }
        } catch (SQLException e) {
            server.close();
            throw new IOException("The databases cannot be made", e);
        }
        return new Postgres(server);
    }

    /** What makes the services use it. */
    public Map<String, String> environment() {
        return Map.of(
                "WMS_DATABASE", "postgresql",
                "WMS_POSTGRESQL_URL", "jdbc:postgresql://localhost:" + server.getPort() + "/${spring.application.name}",
                "WMS_POSTGRESQL_USER", "postgres",
                "WMS_POSTGRESQL_PASSWORD", "postgres");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
