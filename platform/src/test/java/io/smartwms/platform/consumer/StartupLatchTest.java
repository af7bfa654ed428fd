package io.smartwms.platform.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events wait for the whole start, but not for ever. */
class StartupLatchTest {

    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join(10_000);
        }
        assertThat(threads).noneMatch(Thread::isAlive);
    }

    private Thread handleEvents(StartupLatch latch) {
        Thread thread = new Thread(latch::await);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        return thread;
    }

    @Test
    void eventsWaitUntilTheLastServiceIsReady() {
        StartupLatch latch = new StartupLatch(2, Duration.ofDays(1));
        Thread events = handleEvents(latch);
        latch.countDown();
        await().until(() -> events.getState() == Thread.State.TIMED_WAITING);

        latch.countDown();

        await().until(() -> !events.isAlive());
    }

    @Test
    void aServiceThatDoesNotBecomeReadyHoldsNobodyUpForLong() {
        Thread events = handleEvents(new StartupLatch(2, Duration.ofMillis(1)));

        await().until(() -> !events.isAlive());
    }
}
