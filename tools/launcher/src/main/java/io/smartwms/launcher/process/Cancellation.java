package io.smartwms.launcher.process;

import io.smartwms.launcher.installation.Failure;

/** Whether the user has cancelled the command; requested in one thread, seen in others. */
final class Cancellation {

    private volatile boolean requested;

    void request() {
        requested = true;
    }

    boolean isRequested() {
        return requested;
    }

    /** @throws Failure it was requested */
    void check() {
        if (requested) {
            throw new Failure("Cancelled before the system was ready.");
        }
    }
}
