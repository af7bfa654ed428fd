package io.smartwms.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartwms.launcher.installation.Installation;
import io.smartwms.launcher.process.Dummy;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WmsTest {

    @TempDir
    Path root;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... words) {
        return new Wms(
                        root,
                        false,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    frobnicate           | unknown word 'frobnicate'
                    up --fast            | unknown word '--fast'
                    start                | Missing required parameter: 'SERVICE'
                    start warehouse      | unknown service 'warehouse'; there are broker, order
                    rebuild order        | unknown view 'order'; there are customerCenter and deliveryCenter
                    help frobnicate      | unknown word 'frobnicate'
                    status --port 64523  | --port must be from 1 to 64522, not 64523
                    --port 0 up          | --port must be from 1 to 64522, not 0
                    --port x up          | Invalid value for option '--port'
                    """)
    void wordsNotUnderstoodGetOneLineAndTheUsage(String words, String sentence) {
        assertThat(run(words.split(" "))).isEqualTo(2);

        assertThat(err.toString().lines().findFirst().orElseThrow()).startsWith("wms: " + sentence);
        assertThat(err.toString().lines().skip(1).findFirst().orElseThrow()).startsWith("Usage: wms");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void noWordsMeanHelp() {
        assertThat(run()).isZero();

        assertThat(out.toString()).contains("Usage: wms", "up", "down", "rebuild", "demo");
    }

    @Test
    void statusOfNothingShowsTheAddressesAsked() {
        assertThat(run("status", "--data", root.resolve("other").toString(), "--port", "9000"))
                .isEqualTo(1);

        assertThat(out.toString())
                .contains("http://localhost:9000", "http://localhost:9001", "localhost:10012", "stopped")
                .doesNotContain("ready");
        assertThat(root.resolve("other")).doesNotExist();
    }

    @Test
    void downWithNothingRunningIsFine() {
        assertThat(run("down")).isZero();

        assertThat(out.toString()).contains("Nothing was running.");
    }

    @Test
    void systemThatWasNotBuiltIsOneSentence() {
        assertThat(run("start", "order", "--port", "47000")).isEqualTo(1);

        assertThat(err.toString())
                .isEqualToIgnoringNewLines("wms: order is not built: run ./mvnw -DskipTests install in " + root + ".");
    }

    @Test
    void demoWithoutASystemIsOneSentence() {
        assertThat(run("demo", "--port", "47000")).isEqualTo(1);

        assertThat(err.toString().lines()).singleElement().asString().contains("http://localhost:47000", "wms up");
    }

    /** A process of a system elsewhere, as its pid file and its command line show it. */
    private Process running(Path data, int port) throws Exception {
        Files.createDirectories(data.resolve("run"));
        Process process =
                new ProcessBuilder("sh", "-c", "read end; exit 0", "wms", Installation.DATA_OPTION + data).start();
        Dummy.writePidFile(process, port, data.resolve("run/gateway.pid"));
        return process;
    }

    @Test
    void runningSystemIsFoundByItsPortAlone() throws Exception {
        Process process = running(root.resolve("else where").toAbsolutePath(), 47100);
        try {
            run("status", "--port", "47100");
            assertThat(out.toString().lines().filter(line -> line.contains("process " + process.pid())))
                    .singleElement()
                    .asString()
                    .contains("gateway", "http://localhost:47100");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void portThatIsNotTheRunningSystemsIsOneSentence() throws Exception {
        Process process = running(root.resolve("data").toAbsolutePath(), 47100);
        try {
            assertThat(run("down", "--port", "47200")).isEqualTo(1);
            assertThat(err.toString()).startsWith("wms: No system runs with --port 47200. The system in ");
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void otherProgramOnThePortIsToldApart() throws Exception {
        try (ServerSocket other = new ServerSocket(0)) {
            int port = Math.min(other.getLocalPort(), 64522);
            org.junit.jupiter.api.Assumptions.assumeTrue(port == other.getLocalPort());
            assertThat(run("status", "--port", Integer.toString(port))).isEqualTo(1);
            assertThat(err.toString()).startsWith("wms: Port " + port + " (gateway) is taken by ");
        }
    }
}
