package io.smartwms.systemtest.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartwms.harness.Api;
import io.smartwms.harness.RunningSystem;
import io.smartwms.systemtest.Quiescence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The short form of the fuzzer: a fixed seed, at most a minute and 20,000 requests. {@code -Dwms.fuzz.seed} and {@code -Dwms.fuzz.seconds} choose others, and
 * {@code -Dwms.fuzz.index} sends one request of the seed only and prints it with its answer (docs/fuzzing.md).
 */
class FuzzTest {

    @Test
    void whateverIsSentIsServedOrRefusedAndARefusalDoesNothing() throws Exception {
        long seed = Long.getLong("wms.fuzz.seed", 16);
        Long index = Long.getLong("wms.fuzz.index");
        Long seconds = Long.getLong("wms.fuzz.seconds");
        // A build sends the same requests on every machine that is fast enough.
        Duration time = Duration.ofSeconds(seconds == null ? 60 : seconds);
        long max = seconds == null ? 20_000 : Long.MAX_VALUE;
        try (RunningSystem system = RunningSystem.start(Quiescence.folder(), Map.of())) {
            prepare(system);
            Fuzzer fuzzer = new Fuzzer(system, seed);
            if (index != null) {
                System.out.println(fuzzer.send(index));
            } else {
                long sent = fuzzer.run(time, max);
                System.out.printf("fuzz: seed %d, %d requests: %s%n", seed, sent, fuzzer.answers());
            }
            Quiescence.await(system);
            fuzzer.checkWhatIsLeft();
            String findings = fuzzer.findings();
            Files.writeString(Path.of("target", "fuzz.txt"), findings);
            assertThat(findings).as("seed %d", seed).isEmpty();
            Quiescence.holds(system);
        }
    }

    private static void prepare(RunningSystem system) throws InterruptedException {
        Api gateway = system.gateway();
        Grammar.PRODUCTS.forEach(product -> gateway.post(
                        "/products", Map.of("productId", product, "productName", "TV", "stockIncreaseQty", 1_000_000))
                .is(201));
        for (int i = 1; i <= Grammar.WAITING + Grammar.SHIPPED; i++) {
            String product = i <= Grammar.WAITING ? Grammar.UNREGISTERED : "FUZZ-1";
            long id = gateway.post("/orders", Map.of("orderId", "W-" + i, "productId", product))
                    .is(201)
                    .id();
            assertThat(id).isEqualTo(i);
        }
        Quiescence.await(system);
    }
}
