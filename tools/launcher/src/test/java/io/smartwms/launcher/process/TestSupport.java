package io.smartwms.launcher.process;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Time limits and free ports for tests on a busy machine. */
public final class TestSupport {

    /** Long enough for a machine that has much else to do; tests end as soon as what they wait for happens. */
    public static final Duration TIMEOUT = Duration.ofMinutes(2);

    private TestSupport() {}

    /**
     * A port from which as many in a row are free right now; below those that the operating system gives to outgoing connections,
     * which could take them a moment later.
     */
    public static int freeBase(int count) {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(12_000, 30_000))
                .filter(base -> IntStream.range(base, base + count).allMatch(Ports::free))
                .findFirst()
                .orElseThrow();
    }
}
