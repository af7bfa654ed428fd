package io.smartwms.platform.consumer;

import io.micrometer.core.instrument.Counter;
import io.smartwms.platform.WmsProperties;
import io.smartwms.platform.database.DatabaseFailure;
import io.smartwms.platform.event.BatchLocks;
import io.smartwms.platform.event.EventOutOfOrder;
import io.smartwms.platform.parking.ParkedEvents;
import io.smartwms.platform.parking.ParkedEvents.KeyState;
import io.smartwms.platform.parking.ParkedEvents.State;
import io.smartwms.platform.trace.TraceContext;
import io.smartwms.platform.wire.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands events to the service's policies: a whole batch in one transaction, and when that fails, event by event.
 *
 * <p>An event that fails for a transient reason (the database is away, a lock conflict) is retried without end; the consumer
 * pauses meanwhile. An event that fails for any other reason is tried {@code wms.inbox.attempts} times, then parked with the reason, and
 * later events of its key are parked behind it; other keys go on.
 */
class EventDispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(EventDispatcher.class);

    private final Policies policies;
    private final ParkedEvents parked;
    private final @Nullable BatchLocks locks;
    private final @Nullable BatchPrefetch prefetch;
    private final TransactionTemplate transaction;
    private final StartupLatch startup;
    private final BatchLimiter limiter;
    private final Counter splitBatches;
    private final int attempts;

    /**
     * @param locks null if the service's events need no locks in a common order
     * @param prefetch null if the service's policies read no aggregate by the event's key
     * @param splitBatches counts the batches that had to be handled event by event
     */
    EventDispatcher(
            Policies policies,
            ParkedEvents parked,
            @Nullable BatchLocks locks,
            @Nullable BatchPrefetch prefetch,
            TransactionTemplate transaction,
            StartupLatch startup,
            BatchLimiter limiter,
            Counter splitBatches,
            WmsProperties.Inbox properties) {
        this.policies = policies;
        this.parked = parked;
        this.locks = locks;
        this.prefetch = prefetch;
        this.transaction = transaction;
        this.startup = startup;
        this.limiter = limiter;
        this.splitBatches = splitBatches;
        this.attempts = properties.attempts();
    }

    /**
     * @param batch events that the policies listen to, as {@link SubscribedTypesFilter} leaves them
     * @throws BatchListenerFailedException naming the first event that has to be retried
     */
    void accept(List<Envelope> batch) {
        if (!batch.isEmpty()) {
            startup.await();
            limiter.run(() -> handle(batch));
        }
    }

    private void handle(List<Envelope> batch) {
        try {
            inTransaction(batch);
        } catch (RuntimeException whole) {
            splitBatches.increment();
            LOG.debug("A batch of {} events failed and is handled event by event", batch.size(), whole);
            oneByOne(batch);
        }
    }

    private void oneByOne(List<Envelope> batch) {
        for (int i = 0; i < batch.size(); i++) {
            Envelope event = batch.get(i);
            try {
                handleOne(event);
            } catch (RuntimeException e) {
                LOG.warn("{} of {} will be retried: {}", event.type(), event.key(), reason(e));
                throw new BatchListenerFailedException("Will be retried: " + event.position(), e, i);
            }
        }
    }

    private void handleOne(Envelope event) {
        for (int attempt = 1; ; attempt++) {
            try {
                inTransaction(List.of(event));
                return;
            } catch (RuntimeException e) {
                if (DatabaseFailure.isTransient(e)) {
                    if (attempt < attempts && e instanceof ConcurrencyFailureException) {
                        continue;
                    }
                    throw e;
                }
                if (attempt == attempts || e instanceof Envelope.Unreadable) {
                    LOG.error("Parked {} {} of {}", event.type(), event.position(), event.key(), e);
                    transaction.executeWithoutResult(status -> parked.park(event, State.FAILED, reason(e)));
                    return;
                }
            }
        }
    }

    private void inTransaction(List<Envelope> batch) {
        transaction.executeWithoutResult(status -> {
            List<Envelope> events = parked.withoutDiscarded(batch);
            if (events.size() < batch.size()) {
                LOG.info("Skipped {} discarded events", batch.size() - events.size());
            }
            Map<String, KeyState> keys = parked.keyStates();
            List<@Nullable Object> bodies = new ArrayList<>(events.size());
            for (Envelope event : events) {
                bodies.add(keys.get(event.key()) == KeyState.BLOCKED ? null : policies.read(event));
            }
            if (events.size() > 1) {
                List<Object> toHandle =
                        bodies.stream().flatMap(Stream::ofNullable).toList();
                if (locks != null) {
                    locks.lock(toHandle);
                }
                if (prefetch != null) {
                    prefetch.read(toHandle);
                }
            }
            for (int i = 0; i < events.size(); i++) {
                Envelope event = events.get(i);
                Object body = bodies.get(i);
                if (body == null) {
                    parked.park(event, State.WAITING, "Waits behind an earlier event of its key");
                } else if (!tryApply(event, body)) {
                    parked.park(event, State.EARLY, "Came before an event that it builds on");
                    keys.put(event.key(), KeyState.EARLY_EVENTS);
                } else if (keys.containsKey(event.key())) {
                    applyEarlyEvents(event.key());
                }
            }
        });
    }

    /** Tries early events again for as long as one of them succeeds, since it may be what the next builds on. */
    private void applyEarlyEvents(String key) {
        boolean progress = true;
        while (progress) {
            progress = false;
            for (ParkedEvents.Row row : parked.ofKey(key, State.EARLY)) {
                if (tryApply(row.event())) {
                    parked.remove(row.id());
                    progress = true;
                }
            }
        }
    }

    private boolean tryApply(Envelope event) {
        return tryApply(event, policies.read(event));
    }

    private boolean tryApply(Envelope event, Object body) {
        try (TraceContext.Scope ignored = TraceContext.open(event.traceParent())) {
            policies.apply(event, body);
            return true;
        } catch (EventOutOfOrder e) {
            return false;
        }
    }

    /**
     * Handles a failed event again, and then those behind it up to the next that fails.
     *
     * @return how many succeeded
     */
    int replay(String key) {
        int done = 0;
        for (ParkedEvents.Row row : parked.ofKey(key, State.FAILED, State.WAITING)) {
            try {
                transaction.executeWithoutResult(status -> {
                    if (tryApply(row.event())) {
                        parked.remove(row.id());
                        applyEarlyEvents(key);
                    } else {
                        throw new EventOutOfOrder("It builds on an event that has not been handled");
                    }
                });
                done++;
            } catch (RuntimeException e) {
                if (DatabaseFailure.isTransient(e)) {
                    throw e;
                }
                transaction.executeWithoutResult(status -> parked.failed(row.id(), reason(e)));
                return done;
            }
        }
        return done;
    }

    /**
     * Discards events; those behind them are handled.
     *
     * @return how many
     */
    int discard(List<Long> ids) {
        transaction.executeWithoutResult(status -> ids.forEach(parked::discard));
        releaseWaiting();
        return ids.size();
    }

    /** Handles events that were parked behind another at the moment in which that one was replayed or discarded. */
    void releaseWaiting() {
        parked.keysToRelease().forEach(this::replay);
    }

    private static String reason(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
