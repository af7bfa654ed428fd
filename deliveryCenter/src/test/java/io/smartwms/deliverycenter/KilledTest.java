package io.smartwms.deliverycenter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/** The view's file as it is configured, in a process that is killed while it writes. */
class KilledTest {

    @TempDir
    private Path data;

    @Test
    void whatWasCommittedSurvivesAKill() throws Exception {
        String url = url();
        for (int round = 0; round < 2; round++) {
            Process writer = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Writer.class.getName(),
                            url)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            long committed = 0;
            try (BufferedReader out =
                    new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
                for (int i = 0; i < 300; i++) {
                    committed = Long.parseLong(String.valueOf(out.readLine()));
                }
                writer.destroyForcibly();
            }
            writer.waitFor();
            try (Connection connection = DriverManager.getConnection(url, "SA", "");
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select count(*), max(id) from written")) {
                rows.next();
                assertThat(rows.getLong(1)).isEqualTo(rows.getLong(2));
                assertThat(rows.getLong(1)).isGreaterThanOrEqualTo(committed);
            }
        }
    }

    private String url() throws Exception {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test", Map.of("wms.data", data.toString(), "spring.application.name", "killed")));
        for (String file : List.of("application.yml", "smartwms-defaults.yml")) {
            new YamlPropertySourceLoader()
                    .load(file, new ClassPathResource(file))
                    .forEach(environment.getPropertySources()::addLast);
        }
        return environment.getRequiredProperty("spring.datasource.url");
    }

    /** Commits rows one by one and says so each time. */
    static class Writer {

        public static void main(String[] url) throws Exception {
            try (Connection connection = DriverManager.getConnection(url[0], "SA", "");
                    Statement statement = connection.createStatement()) {
                statement.execute("create table if not exists written (id bigint primary key, text varchar(100))");
                connection.setAutoCommit(false);
                long id;
                try (ResultSet last = statement.executeQuery("select coalesce(max(id), 0) from written")) {
                    last.next();
                    id = last.getLong(1);
                }
                try (PreparedStatement insert = connection.prepareStatement("insert into written values (?, 'x')")) {
                    while (true) {
                        insert.setLong(1, ++id);
                        insert.executeUpdate();
                        connection.commit();
                        System.out.println(id);
                    }
                }
            }
        }
    }
}
