package io.smartwms.platform.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/**
 * The latest release of a service, as the folder {@code release} of its test resources has it: {@code migrations.txt} names its
 * migrations with Flyway's checksums, {@code rows.sql} are rows as it writes them (those of the platform's tables are {@code released-rows.sql}, once for all), {@code accepted.txt} (which may be missing)
 * the changes that {@link Schema#brokenBy} finds and that it can live with all the same, each with the reason behind a #.
 */
final class Release {

    private Release() {}

    /** A new database as the release has left it. */
    static String database() {
        String name = Postgres.newDatabase();
        DataSource database = Postgres.dataSource(name);
        migrate(database);
        insertRows(database);
        JdbcTemplate jdbc = new JdbcTemplate(database);
        for (String table : Schema.of(database).tables()) {
            // Whoever runs holds the lease; it is nobody's data.
            if (!table.equals("lease")) {
                assertThat(jdbc.queryForObject("select count(*) from " + table, Long.class))
                        .as("rows that the recorded release has for %s", table)
                        .isPositive();
            }
        }
        return name;
    }

    /** Brings an empty database to the release's schema. */
    static void migrate(DataSource database) {
        List<String> recorded = lines("migrations.txt");
        try {
            Path folder = Files.createTempDirectory("release");
            for (String line : recorded) {
                String script = line.substring(0, line.indexOf(' '));
                ClassPathResource platform = new ClassPathResource("db/platform/" + script);
                try (InputStream in = (platform.exists() ? platform : new ClassPathResource("db/migration/" + script))
                        .getInputStream()) {
                    Files.copy(in, folder.resolve(script));
                }
            }
            flyway(database, "filesystem:" + folder).migrate();
        } catch (IOException e) {
            throw new UncheckedIOException("A migration of the latest release is not there any more", e);
        }
        assertThat(new JdbcTemplate(database)
                        .queryForList("select script || ' ' || checksum from flyway_schema_history", String.class))
                .as("migrations of the latest release; one that is released is never changed")
                .containsExactlyInAnyOrderElementsOf(recorded);
    }

    static Flyway flyway(DataSource database, String... locations) {
        return Flyway.configure()
                .dataSource(database)
                .locations(locations)
                .outOfOrder(true)
                .placeholders(java.util.Map.of("binary", "bytea"))
                .load();
    }

    /** Writes what the release writes, into the platform's tables and into its own. */
    static void insertRows(DataSource database) {
        new ResourceDatabasePopulator(
                        false,
                        false,
                        "UTF-8",
                        new ClassPathResource("released-rows.sql", Release.class),
                        new ClassPathResource("release/rows.sql"))
                .execute(database);
    }

    static List<String> accepted() {
        return lines("accepted.txt").stream()
                .map(line -> line.replaceFirst("\\s*#.*", ""))
                .toList();
    }

    private static List<String> lines(String file) {
        ClassPathResource resource = new ClassPathResource("release/" + file);
        if (!resource.exists()) {
            return List.of();
        }
        try (Stream<String> lines =
                resource.getContentAsString(StandardCharsets.UTF_8).lines()) {
            return lines.filter(line -> !line.isBlank()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
