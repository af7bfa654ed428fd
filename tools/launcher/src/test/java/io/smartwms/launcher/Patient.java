package io.smartwms.launcher;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** What tests on a busy machine need. */
final class Patient {

    static final Duration PATIENCE = Duration.ofMinutes(2);

    private Patient() {}

    /**
     * A port from which as many in a row are free right now; below those that the system gives to outgoing connections, any
     * of which could take it a moment later.
     */
    static int freeBase(int count) {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(12_000, 30_000))
                .filter(base -> IntStream.range(base, base + count).allMatch(Ports::free))
                .findFirst()
                .orElseThrow();
    }
}
