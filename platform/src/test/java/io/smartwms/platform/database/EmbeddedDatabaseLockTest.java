package io.smartwms.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseLockTest {

    @TempDir
    private Path folder;

    private String url(String engine) {
        return "jdbc:" + engine + ":file:" + folder.resolve("new/view") + ";some=option";
    }

    @Test
    void folderIsMadeForEitherEngineAndNothingElse() {
        EmbeddedDatabaseLock.of("jdbc:postgresql://localhost:5432/view");
        assertThat(folder).isEmptyDirectory();
        EmbeddedDatabaseLock.of(url("h2"));
        assertThat(folder.resolve("new")).isEmptyDirectory();
    }

    @Test
    void secondOpenerIsRefusedUntilTheFirstCloses() throws Exception {
        EmbeddedDatabaseLock first = EmbeddedDatabaseLock.of(url("hsqldb"));
        assertThatThrownBy(() -> EmbeddedDatabaseLock.of(url("hsqldb")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Another process has the database open");
        first.close();
        EmbeddedDatabaseLock.of(url("hsqldb")).close();
    }

    @Test
    void otherProcessIsRefusedAndKillingItSetsTheDatabaseFree() throws Exception {
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        url("hsqldb"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(holder.getInputStream().read()).isEqualTo('!');
            assertThatThrownBy(() -> EmbeddedDatabaseLock.of(url("hsqldb"))).isInstanceOf(IllegalStateException.class);
        } finally {
            holder.destroyForcibly();
        }
        assertThat(holder.waitFor(1, TimeUnit.MINUTES)).isTrue();
        EmbeddedDatabaseLock.of(url("hsqldb")).close();
    }

    static class Holder {

        public static void main(String[] arguments) throws Exception {
            EmbeddedDatabaseLock file = EmbeddedDatabaseLock.of(arguments[0]);
            System.out.print('!');
            System.out.flush();
            Thread.sleep(TimeUnit.MINUTES.toMillis(10));
            file.close();
        }
    }
}
