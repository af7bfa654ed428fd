package io.smartwms.platform.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A few batches at a time, unless those few stand still. */
class BatchLimiterTest {

    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger running = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        end.countDown();
        for (Thread thread : threads) {
            thread.join(10_000);
        }
        assertThat(threads).noneMatch(Thread::isAlive);
    }

    private Thread start(BatchLimiter limiter) {
        Thread thread = new Thread(() -> limiter.run(() -> {
            running.incrementAndGet();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            running.decrementAndGet();
        }));
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        return thread;
    }

    @Test
    void onlyAsManyAsThereAreTurns() {
        BatchLimiter limiter = new BatchLimiter(2, Duration.ofDays(1));
        start(limiter);
        start(limiter);
        await().until(() -> running.get() == 2);
        Thread third = start(limiter);

        await().until(() -> third.getState() == Thread.State.TIMED_WAITING);

        assertThat(running).hasValue(2);
    }

    @Test
    void whoseTurnDoesNotComeGoesAllTheSame() {
        BatchLimiter limiter = new BatchLimiter(1, Duration.ofMillis(1));
        start(limiter);
        start(limiter);
        start(limiter);

        await().until(() -> running.get() == 3);
    }

    @Test
    void aFailureGivesTheTurnBack() {
        BatchLimiter limiter = new BatchLimiter(1, Duration.ofDays(1));
        try {
            limiter.run(() -> {
                throw new UnsupportedOperationException();
            });
        } catch (UnsupportedOperationException expected) {
            start(limiter);
        }

        await().until(() -> running.get() == 1);
    }
}
