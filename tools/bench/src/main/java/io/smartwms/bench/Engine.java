package io.smartwms.bench;

import io.smartwms.harness.Postgres;
import io.smartwms.harness.RunningSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the services keep their rows in: the embedded engines, or a PostgreSQL server that this starts. */
final class Engine implements AutoCloseable {

    /** As they are written on the command line. */
    enum Kind {
        h2,
        postgres
    }

    private final Path folder;
    private final @Nullable Postgres postgres;

    private Engine(Path folder, @Nullable Postgres postgres) {
        this.folder = folder;
        this.postgres = postgres;
    }

    static Engine start(Kind kind, Path folder) throws IOException {
        return new Engine(folder, kind == Kind.h2 ? null : Postgres.start(folder.resolve("postgres")));
    }

    Map<String, String> environment() {
        return postgres == null ? Map.of() : postgres.environment();
    }

    /** Those of its server. */
    List<ProcessHandle> processes() throws IOException {
        return postgres == null ? List.of() : postgres.processes();
    }

    /** With the order service's own settings (smartwms-defaults.yml), on tables of its own. */
    JdbcLimit limit() throws SQLException, IOException {
        if (postgres == null) {
            String url = "jdbc:h2:file:" + folder.resolve("limit") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
            return new JdbcLimit(
                    url, "sa", "", Connection.TRANSACTION_REPEATABLE_READ, orderTables("h2", "varbinary(1048576)"));
        }
        return new JdbcLimit(
                postgres.create("limit"),
                "postgres",
                "postgres",
                Connection.TRANSACTION_READ_COMMITTED,
                orderTables("postgresql", "bytea"));
    }

    /**
     * The migrations of the order service.
     *
     * @param vendor the folder of those that only this engine gets
     * @param binary the engine's type for bytes
     */
    private static List<String> orderTables(String vendor, String binary) throws IOException {
        List<String> scripts = new ArrayList<>();
        String platform = "platform/src/main/resources/db/";
        String order = "order/src/main/resources/db/";
        for (String place : List.of(platform + "platform", platform + vendor, order + "migration", order + vendor)) {
            Path folder = RunningSystem.root().resolve(place);
            if (Files.exists(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    for (Path file : files.sorted().toList()) {
                        scripts.add(Files.readString(file).replace("${binary}", binary));
                    }
                }
            }
        }
        return scripts;
    }

    /** To the server itself; there must be one. */
    Connection administrator() throws SQLException {
        return DriverManager.getConnection(Objects.requireNonNull(postgres).url("postgres"), "postgres", "postgres");
    }

    /** A view's own database, while its service does not run. */
    Connection open(RunningSystem system, ViewRows.Table table) throws SQLException {
        String service = table == ViewRows.Table.order_page ? "customerCenter" : "deliveryCenter";
        if (postgres == null) {
            String url = "jdbc:hsqldb:file:" + system.data().resolve("hsqldb").resolve(service)
                    + ";hsqldb.lock_file=false;shutdown=true";
            return DriverManager.getConnection(url, "SA", "");
        }
        return DriverManager.getConnection(postgres.url(service), "postgres", "postgres");
    }

    @Override
    public void close() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }
}
