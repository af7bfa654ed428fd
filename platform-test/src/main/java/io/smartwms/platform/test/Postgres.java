package io.smartwms.platform.test;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;

/** A real PostgreSQL server for all tests of a JVM, started when the first asks for a database and gone with the JVM. */
public final class Postgres {

    private Postgres() {}

    private static final class Server {

        private static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        // It looks for deadlocks after a second, for which tests that make some on purpose would wait
                        // each time.
                        .setServerConfig("deadlock_timeout", "50ms")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL does not start", e);
            }
        }
    }

    /** The name of a new, empty database. */
    public static String newDatabase() {
        String name = "wms_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be made", e);
        }
        return name;
    }

    /** Connections to a database, one by one. */
    public static DataSource dataSource(String database) {
        return Server.RUNNING.getDatabase("postgres", database);
    }

    /** What makes a service use a database. */
    public static String[] properties(String database) {
        return new String[] {
            "wms.database=postgresql",
            "wms.postgresql.url=jdbc:postgresql://localhost:" + Server.RUNNING.getPort() + "/" + database,
            "wms.postgresql.user=postgres",
            "wms.postgresql.password=postgres"
        };
    }
}
