package io.smartwms.launcher;

import java.time.Duration;

/** Waits between two looks at a process. */
final class Pause {

    /** How often a process that is expected to change is looked at. */
    static final Duration POLL = Duration.ofMillis(100);

    private Pause() {}

    /** @throws Failure the thread was interrupted */
    static void of(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("Interrupted.", e);
        }
    }
}
