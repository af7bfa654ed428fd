package io.smartwms.launcher.process;

import io.smartwms.launcher.installation.Failure;
import java.time.Duration;

/** Waits between two checks of a process. */
final class Pause {

    /** Between two checks of a process that is about to start or end. */
    static final Duration POLL = Duration.ofMillis(100);

    private Pause() {}

    /** @throws Failure the thread was interrupted */
    static void of(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            throw Failure.interrupted(e);
        }
    }
}
