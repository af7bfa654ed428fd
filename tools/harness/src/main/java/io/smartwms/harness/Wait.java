package io.smartwms.harness;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** For what must come by itself. */
public final class Wait {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private Wait() {}

    /** @throws IllegalStateException in vain */
    public static void until(String what, BooleanSupplier holds) throws InterruptedException {
        long begin = System.nanoTime();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IllegalStateException("In vain we waited until " + what);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
