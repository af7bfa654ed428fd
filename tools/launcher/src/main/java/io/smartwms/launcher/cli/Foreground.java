package io.smartwms.launcher.cli;

import io.smartwms.launcher.installation.Component;
import io.smartwms.launcher.process.WmsSystem;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Commands that Ctrl-C and SIGTERM cancel: the JVM ends only after what the command has started is stopped. */
final class Foreground {

    private Foreground() {}

    /**
     * Starts what is missing; then returns, or stays until Ctrl-C has stopped everything.
     *
     * @param whenReady runs when all wanted components are ready
     * @param detach whether to return then
     * @return the exit code: 1 if a component ended unexpectedly, else 0
     */
    static int up(
            WmsSystem system, Collection<Component> wanted, boolean together, Runnable whenReady, boolean detach) {
        return run(system, () -> {
            system.up(wanted, together);
            whenReady.run();
            return detach || system.watch() ? 0 : 1;
        });
    }

    /** Runs the action, which uses the system; returns its exit code. */
    static int run(WmsSystem system, IntSupplier action) {
        CountDownLatch done = new CountDownLatch(1);
        Thread hook = new Thread(() -> {
            system.cancel();
            try {
                done.await(2, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return action.getAsInt();
        } finally {
            done.countDown();
        }
    }
}
