package io.smartwms.platform.outbox;

import io.smartwms.platform.WmsProperties;
import io.smartwms.platform.database.DiskSpaceGuard;
import io.smartwms.platform.wire.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Carries events from the outbox to the broker, one instance of the service at a time. It sends the oldest ones without
 * waiting for each, then waits for the broker's acknowledgements, and only then removes them: whatever stops it, an event
 * is sent again rather than lost. At the first that fails it stops sending, so that none overtakes another of its key.
 */
class OutboxRelay implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    /** Longest pause between two tries while the broker or the database is away. */
    private static final long MAX_PAUSE_MILLIS = 2_000;

    private final Outbox outbox;
    private final Lease lease;
    private final DiskSpaceGuard disk;
    private final EventSender sender;
    private final WmsProperties.Outbox properties;
    private final String topic;
    private final String source;
    private final Semaphore work = new Semaphore(0);
    private volatile CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean running;
    private @Nullable Thread thread;

    OutboxRelay(
            Outbox outbox,
            Lease lease,
            DiskSpaceGuard disk,
            EventSender sender,
            WmsProperties properties,
            String source) {
        this.outbox = outbox;
        this.lease = lease;
        this.disk = disk;
        this.sender = sender;
        this.properties = properties.outbox();
        this.topic = properties.topic();
        this.source = source;
        outbox.onCommit(this::wake);
    }

    /** Whether this instance is the one that sends. */
    boolean sends() {
        return lease.isHeld();
    }

    private void wake() {
        if (work.availablePermits() == 0) {
            work.release();
        }
    }

    @Override
    public void start() {
        running = true;
        stopping = new CountDownLatch(1);
        thread = new Thread(this::run, "outbox-relay");
        thread.start();
    }

    /** Without an interrupt: one that meets H2 while it writes closes the database's file. */
    @Override
    public void stop() {
        running = false;
        stopping.countDown();
        work.release();
        Thread started = thread;
        if (started == null) {
            return;
        }
        try {
            started.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        long pause = 0;
        while (running) {
            try {
                disk.refuseWithoutRoom();
                boolean more = lease.hold() && drain() == properties.batch();
                pause = 0;
                if (!more) {
                    work.tryAcquire(properties.poll().toMillis(), TimeUnit.MILLISECONDS);
                    work.drainPermits();
                }
            } catch (InterruptedException e) {
                break;
            } catch (ExecutionException | RuntimeException e) {
                if (!running) {
                    break;
                }
                Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
                if (pause == 0) {
                    LOG.warn("Events wait, they will be sent when this has passed: {}", cause.toString());
                }
                pause = Math.min(MAX_PAUSE_MILLIS, Math.max(100, pause * 2));
                if (!pause(pause)) {
                    break;
                }
            }
        }
        release();
    }

    /** Returns false at once when the relay is stopped. */
    private boolean pause(long millis) {
        try {
            return !stopping.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    private void release() {
        try {
            lease.release();
        } catch (RuntimeException e) {
            LOG.warn("The relay's lease could not be released, it will run out: {}", e.toString());
        }
    }

    /** Sends the oldest events and returns how many have left. */
    private int drain() throws InterruptedException, ExecutionException {
        List<Outbox.Row> rows = outbox.oldest(properties.batch());
        List<CompletableFuture<?>> sent = new ArrayList<>(rows.size());
        List<Long> acknowledged = new ArrayList<>(rows.size());
        try {
            for (Outbox.Row row : rows) {
                CompletableFuture<?> future = sender.send(record(row));
                sent.add(future);
                if (future.isCompletedExceptionally()) {
                    break;
                }
            }
            for (int i = 0; i < sent.size(); i++) {
                if (!await(sent.get(i))) {
                    return 0;
                }
                acknowledged.add(rows.get(i).id());
            }
            return rows.size();
        } finally {
            // Also when the relay is stopped, to spare the readers a repetition.
            outbox.remove(acknowledged);
        }
    }

    /** Waits for an acknowledgement as long as the lease can be kept; the broker may be away for hours. */
    private boolean await(CompletableFuture<?> future) throws InterruptedException, ExecutionException {
        while (true) {
            try {
                future.get(properties.lease().toMillis() / 4, TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException stillWaiting) {
                if (!running || !lease.hold()) {
                    return false;
                }
            }
        }
    }

    private ProducerRecord<byte[], byte[]> record(Outbox.Row row) {
        return Envelope.record(
                topic, row.payload(), row.eventId(), row.type(), row.key(), row.time(), source, row.traceParent());
    }
}
