package io.smartwms.platform.inbox;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets a few batches be handled at a time and the others gather meanwhile, in the order in which they came. It is a courtesy,
 * not a lock: whose turn does not come in time goes all the same, so that services whose database stands still hold nobody up
 * for longer than that.
 */
class Turns {

    /** For all services in this JVM: more batches at once than processors only take them from each other and from requests. */
    static final Turns OF_THIS_JVM =
            new Turns(Math.max(2, Runtime.getRuntime().availableProcessors()), Duration.ofSeconds(1));

    private final Semaphore free;
    private final Duration patience;

    Turns(int atOnce, Duration patience) {
        this.free = new Semaphore(atOnce, true);
        this.patience = patience;
    }

    void take(Runnable work) {
        boolean mine = await();
        try {
            work.run();
        } finally {
            if (mine) {
                free.release();
            }
        }
    }

    private boolean await() {
        try {
            return free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
