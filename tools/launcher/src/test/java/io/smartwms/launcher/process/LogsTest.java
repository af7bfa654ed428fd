package io.smartwms.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsTest {

    @TempDir
    Path folder;

    @Test
    void tailGivesTheLastLines() throws IOException {
        Path log = Files.writeString(folder.resolve("order.log"), "one\n둘\nthree\n");

        assertThat(Logs.tail(log, 2)).containsExactly("둘", "three");
        assertThat(Logs.tail(folder.resolve("none.log"), 2)).isEmpty();
    }

    @Test
    void followGoesOnInTheFileThatTakesThePlaceOfARotatedOne() throws Exception {
        Path log = Files.writeString(folder.resolve("order.log"), "before\n");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Thread follower = new Thread(() -> {
            try {
                Logs.follow(Map.of("order", log), new PrintStream(printed, true, StandardCharsets.UTF_8));
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
        });
        follower.start();
        await().atMost(TestSupport.TIMEOUT).until(() -> follower.getState() == Thread.State.TIMED_WAITING);

        Files.writeString(log, "added\nhalf", StandardOpenOption.APPEND);
        await().atMost(TestSupport.TIMEOUT)
                .untilAsserted(() ->
                        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo("added\n"));
        Files.writeString(log, " and half\n", StandardOpenOption.APPEND);
        await().atMost(TestSupport.TIMEOUT)
                .until(() -> printed.toString(StandardCharsets.UTF_8).endsWith("half and half\n"));
        Files.move(log, folder.resolve("order.log.1"));
        Files.writeString(log, "a new file that is longer than the old one was\n");
        await().atMost(TestSupport.TIMEOUT)
                .until(() -> printed.toString(StandardCharsets.UTF_8).endsWith("old one was\n"));
        follower.interrupt();
        follower.join();

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("\na new file")
                .doesNotContain("before");
    }
}
