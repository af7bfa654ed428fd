package io.smartwms.platform.consumer;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Limits how many batches of events are handled at a time; the others wait in the order in which they came, at most for a given
 * time. A batch that has waited that long goes ahead, so that a service whose database hangs delays the others no longer than that.
 */
class BatchLimiter {

    /** For all services in this JVM: more concurrent batches than processors only slow each other and requests down. */
    static final BatchLimiter OF_THIS_JVM =
            new BatchLimiter(Math.max(2, Runtime.getRuntime().availableProcessors()), Duration.ofSeconds(1));

    private final Semaphore free;
    private final Duration maxWait;

    BatchLimiter(int concurrency, Duration maxWait) {
        this.free = new Semaphore(concurrency, true);
        this.maxWait = maxWait;
    }

    void run(Runnable work) {
        boolean permitted = await();
        try {
            work.run();
        } finally {
            if (permitted) {
                free.release();
            }
        }
    }

    private boolean await() {
        try {
            return free.tryAcquire(maxWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
