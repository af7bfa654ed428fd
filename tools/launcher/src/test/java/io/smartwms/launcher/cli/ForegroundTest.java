package io.smartwms.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartwms.launcher.installation.Component;
import io.smartwms.launcher.installation.Installation;
import io.smartwms.launcher.process.Dummy;
import io.smartwms.launcher.process.TestSupport;
import io.smartwms.launcher.process.WmsSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForegroundTest {

    private static final Component STOCK = Dummy.component("stock", 1, "works");
    private static final Component GATEWAY = Dummy.component("gateway", 0, "works");

    /** {@code up} in the foreground with two dummies: root, base port. */
    static final class Up {

        private Up() {}

        public static void main(String[] args) {
            Installation installation =
                    new Installation(Path.of(args[0]), Path.of(args[0], "data"), Integer.parseInt(args[1]));
            System.exit(Foreground.up(system(installation), List.of(STOCK, GATEWAY), false, () -> {}, false));
        }
    }

    @TempDir
    Path root;

    private Installation installation;

    @BeforeEach
    void choosePorts() {
        installation = new Installation(root, root.resolve("data"), TestSupport.freeBase(10));
    }

    @AfterEach
    void nothingIsLeftRunning() {
        system(installation).down(List.of(STOCK, GATEWAY));
    }

    private static WmsSystem system(Installation installation) {
        return Dummy.system(installation, List.of(STOCK, GATEWAY), System.out, System.err);
    }

    private List<String> running() {
        return system(installation).status().stream()
                .filter(WmsSystem.Status::running)
                .map(status -> status.component().name())
                .toList();
    }

    @Test
    void sigtermToTheForegroundStopsEverything() throws Exception {
        Path log = root.resolve("up.log");
        Process up = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Up.class.getName(),
                        root.toString(),
                        Integer.toString(installation.base()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        await().atMost(TestSupport.TIMEOUT).until(() -> Files.readString(log).contains("Ctrl-C"));
        assertThat(running()).containsExactly("stock", "gateway");

        up.destroy();

        assertThat(up.waitFor()).isEqualTo(143);
        assertThat(running()).isEmpty();
        assertThat(Files.readString(log)).containsSubsequence("Stopping", "gateway", "stock");
    }
}
