package io.smartwms.platform.consumer;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Delays the handling of events until all services of this JVM are ready (docs/adr/0015). Otherwise a backlog of events after a crash
 * would take the processor time that the start needs.
 *
 * <p>A service that does not become ready delays the others' events for a limited time only.
 */
class StartupLatch {

    /** System property: how many services this JVM starts; 1 if it is not set. */
    static final String SERVICES = "wms.services-in-jvm";

    static final StartupLatch OF_THIS_JVM = new StartupLatch(Integer.getInteger(SERVICES, 1), Duration.ofSeconds(60));

    private final CountDownLatch starting;
    private final long maxWaitNanos;
    private final long created = System.nanoTime();

    /** @param maxWait counted from now */
    StartupLatch(int services, Duration maxWait) {
        this.starting = new CountDownLatch(services);
        this.maxWaitNanos = maxWait.toNanos();
    }

    /** One more service is ready. */
    void countDown() {
        starting.countDown();
    }

    void await() {
        try {
            starting.await(maxWaitNanos - (System.nanoTime() - created), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
