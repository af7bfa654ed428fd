package io.smartwms.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.mock.env.MockEnvironment;

class UnusableDatabaseFailureAnalyzerTest {

    @TempDir
    private Path folder;

    private String url(String engine) {
        return "jdbc:" + engine + ":file:" + folder.resolve("some");
    }

    private FailureAnalysis analysis(String url, Throwable failure) {
        return new UnusableDatabaseFailureAnalyzer(new MockEnvironment().withProperty("spring.datasource.url", url))
                .analyze(new IllegalStateException(failure));
    }

    private void make(String engine) throws Exception {
        try (Connection connection = DriverManager.getConnection(url(engine), "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("create table note (id int primary key, words varchar(100))");
            statement.execute("insert into note values (1, 'one')");
            statement.execute("shutdown");
        } catch (java.sql.SQLException closed) {
            assertThat(closed.getErrorCode()).isEqualTo(90121);
        }
    }

    private Throwable open(String engine) {
        return catchThrowable(
                () -> DriverManager.getConnection(url(engine), "sa", "").close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"not a database", ""})
    void h2FileThatIsNoDatabaseIsOneSentence(String content) throws Exception {
        make("h2");
        Path file = folder.resolve("some.mv.db");
        byte[] garbage = (content.isEmpty() ? "\0" : content).repeat(2000).getBytes();
        Files.write(file, garbage);

        assertThat(analysis(url("h2"), open("h2")).getDescription())
                .isEqualTo("The database " + folder.resolve("some") + " is damaged or is not a database.");
        assertThat(file).hasBinaryContent(garbage);
    }

    @Test
    void h2FileOfANewerFormatIsOneSentence() throws Exception {
        make("h2");
        Path file = folder.resolve("some.mv.db");
        byte[] bytes = Files.readAllBytes(file);
        // Both copies of the header name the format; without its checksum a header is not looked at, so both are made
        // anew.
        for (int at : new int[] {0, 4096}) {
            String header = new String(bytes, at, 4096, java.nio.charset.StandardCharsets.ISO_8859_1);
            String text = header.substring(0, header.indexOf(",fletcher:")).replaceFirst("format:\\d+", "format:9");
            byte[] plain = text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
            String sum = Integer.toHexString(org.h2.mvstore.DataUtils.getFletcher32(plain, 0, plain.length));
            byte[] block = (text + ",fletcher:" + sum + "\n").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
            System.arraycopy(block, 0, bytes, at, block.length);
        }
        Files.write(file, bytes);

        assertThat(analysis(url("h2"), open("h2")).getDescription()).contains("newer release");
    }

    @Test
    void hsqldbScriptThatIsNoScriptIsOneSentence() throws Exception {
        make("hsqldb");
        Files.writeString(folder.resolve("some.script"), "not a database\n".repeat(100));

        assertThat(analysis(url("hsqldb"), open("hsqldb")).getDescription()).contains("is damaged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "hsqldb"})
    void migrationsOfANewerReleaseAreRefusedInAFile(String engine) throws Exception {
        Path scripts = Files.createDirectories(folder.resolve("scripts"));
        Files.writeString(scripts.resolve("V1__one.sql"), "create table one (id int);");
        Files.writeString(scripts.resolve("V2__two.sql"), "create table two (id int);");
        String url = url(engine) + (engine.equals("h2") ? ";DB_CLOSE_DELAY=-1" : "");
        flyway(url, scripts).migrate();
        Files.delete(scripts.resolve("V2__two.sql"));

        Throwable refused = catchThrowable(() -> flyway(url, scripts).migrate());

        assertThat(analysis(url, refused).getDescription()).contains("was written by a newer release");
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown");
        } catch (java.sql.SQLException closed) {
            assertThat(closed.getErrorCode()).isEqualTo(90121);
        }
    }

    private Flyway flyway(String url, Path scripts) throws Exception {
        var configuration = Flyway.configure().dataSource(url, "sa", "").locations("filesystem:" + scripts);
        try (EmbeddedDatabaseLock file = EmbeddedDatabaseLock.of(url)) {
            new DatabaseConfiguration().newerFilesAreRefused(file).customize(configuration);
        }
        return configuration.load();
    }

    @Test
    void otherFailuresAndServersAreLeftAlone() {
        assertThat(analysis(url("h2"), new IllegalStateException("other"))).isNull();
        assertThat(analysis("jdbc:postgresql://localhost/some", new java.sql.SQLException("gone", "08001", 90030)))
                .isNull();
    }
}
