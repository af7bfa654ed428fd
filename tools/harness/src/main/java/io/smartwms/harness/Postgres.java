package io.smartwms.harness;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A real PostgreSQL server with a database for each service, brought along and stopped with this process. */
public final class Postgres implements AutoCloseable {

    private final Path folder;
    private EmbeddedPostgres server;

    private Postgres(Path folder, EmbeddedPostgres server) {
        this.folder = folder;
        this.server = server;
    }

    public static Postgres start(Path folder) throws IOException {
        Files.createDirectories(folder);
        Postgres postgres = new Postgres(folder, server(folder, 0));
        try {
            for (String service : RunningSystem.SERVICES) {
                postgres.execute("create database \"" + service + "\"");
            }
        } catch (SQLException e) {
            postgres.close();
            throw new IOException("The databases cannot be made", e);
        }
        return postgres;
    }

    /** @param port 0 for any */
    private static EmbeddedPostgres server(Path folder, int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder.toAbsolutePath())
                .setCleanDataDirectory(false)
                // Left alone, it would be told to keep nothing safe: it is for tests.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                // Eight connections for each service and each of its replicas.
                .setServerConfig("max_connections", "300");
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    private void execute(String statement) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    /**
     * Makes a database that belongs to no service.
     *
     * @return where it is
     */
    public String create(String database) throws SQLException {
        execute("create database \"" + database + "\"");
        return url(database);
    }

    public String url(String database) {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database;
    }

    /** What makes the services use it. */
    public Map<String, String> environment() {
        return Map.of(
                "WMS_DATABASE", "postgresql",
                "WMS_POSTGRESQL_URL", url("${spring.application.name}"),
                "WMS_POSTGRESQL_USER", "postgres",
                "WMS_POSTGRESQL_PASSWORD", "postgres");
    }

    /** The server, and the process of each connection. */
    public List<ProcessHandle> processes() throws IOException {
        ProcessHandle server = ProcessHandle.of(Long.parseLong(
                        Files.readAllLines(folder.resolve("postmaster.pid")).get(0)))
                .orElseThrow();
        return Stream.concat(Stream.of(server), server.descendants()).toList();
    }

    /** Ends every connection of a service. */
    public void cut(String service) throws SQLException {
        execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + service + "'");
    }

    public void freeze() throws IOException {
        signal("-STOP");
    }

    public void thaw() throws IOException {
        signal("-CONT");
    }

    /** Ends it as a crash does. */
    public void kill() throws IOException {
        signal("-KILL");
        server.close();
    }

    /** Starts it after a crash, in the same place. */
    public void revive() throws IOException {
        server = server(folder, server.getPort());
    }

    private void signal(String signal) throws IOException {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        processes().forEach(process -> command.add(Long.toString(process.pid())));
        // One that has just ended by itself is no failure.
        Tool.tryToRun(command.toArray(String[]::new));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
