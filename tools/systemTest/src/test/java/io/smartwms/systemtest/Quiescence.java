package io.smartwms.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartwms.harness.Invariants;
import io.smartwms.harness.RunningSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/** A system at rest, and what must hold of it then. */
public final class Quiescence {

    private Quiescence() {}

    /** A folder for a system of its own. */
    public static Path folder() {
        return Path.of("target", "system", UUID.randomUUID().toString());
    }

    public static void await(RunningSystem system) throws InterruptedException {
        assertThat(Invariants.awaitRest(system, Duration.ofMinutes(2), missing -> {}))
                .isEmpty();
    }

    public static void holds(RunningSystem system) throws InterruptedException {
        await(system);
        assertThat(Invariants.of(system)).isEmpty();
        assertThat(Invariants.nothingIsParked(system)).isEmpty();
    }
}
