package io.smartwms.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.smartwms.harness.RunningSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A system that works is copied into a file, and goes on elsewhere from where it was. */
class BackupTest {

    @Test
    void aSystemUnderLoadIsBackedUpAndGoesOnElsewhere() throws Exception {
        Path file = Quiescence.folder()
                .resolveSibling("backup-" + System.nanoTime() + ".zip")
                .toAbsolutePath();
        Map<String, JsonNode> orders;
        Load load;
        int before;
        try (RunningSystem system = RunningSystem.start(Quiescence.folder(), Map.of())) {
            Mall mall = new Mall(system.gateway());
            String product = mall.newProduct(1_000_000);
            mall.awaitStock(product);
            load = new Load(mall, product);
            try (load) {
                await().atMost(Duration.ofMinutes(1)).until(() -> load.answered() > 20);
                before = load.answered();
                assertThat(system.wms("backup", file.toString())).contains("Backed up to " + file);
                int after = load.answered();
                await().atMost(Duration.ofMinutes(1)).until(() -> load.answered() > after + 5);
                assertThatThrownBy(() -> system.wms("backup", file.toString())).hasMessageContaining("exists already");
            }
            Quiescence.holds(system);
            orders = system.service("order").all("orders");
            assertThatThrownBy(() -> system.wms("restore", file.toString())).hasMessageContaining("is not empty");
        }
        damagedFilesAreRefused(file);

        try (RunningSystem copy = RunningSystem.in(Quiescence.folder(), Map.of())) {
            assertThat(copy.wms("restore", file.toString())).contains("Restored " + file);
            copy.up();
            // All views equal their sources, the ledgers are exact, nothing is parked, and every order has its end.
            Quiescence.holds(copy);
            Map<String, JsonNode> restored = copy.service("order").all("orders");
            assertThat(restored.size()).isBetween(before, orders.size());
            assertThat(orders.keySet()).containsAll(restored.keySet());
            copy.wms("rebuild", "customerCenter");
            copy.wms("rebuild", "deliveryCenter");
            Quiescence.holds(copy);
            long highest =
                    restored.keySet().stream().mapToLong(Long::parseLong).max().orElseThrow();
            assertThat(new Mall(copy.gateway()).order("another", 1)).isGreaterThan(highest);
        }
    }

    private static void damagedFilesAreRefused(Path file) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        byte[] altered = whole.clone();
        altered[whole.length / 2] ^= 1;
        for (byte[] damaged : new byte[][] {Arrays.copyOf(whole, whole.length / 2), altered, {1, 2, 3}}) {
            Path other = Files.write(file.resolveSibling("damaged.zip"), damaged);
            RunningSystem nothing = RunningSystem.in(Quiescence.folder(), Map.of());
            assertThatThrownBy(() -> nothing.wms("restore", other.toString()))
                    .hasMessageContaining("is no backup, or not a whole one");
            try (var left = Files.list(nothing.data())) {
                assertThat(left).isEmpty();
            }
        }
    }
}
