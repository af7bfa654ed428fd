package io.smartwms.platform.inbox;

import io.micrometer.core.instrument.Counter;
import io.smartwms.platform.WmsProperties;
import io.smartwms.platform.database.DatabaseFailure;
import io.smartwms.platform.event.BatchLocks;
import io.smartwms.platform.event.TooEarly;
import io.smartwms.platform.inbox.ParkedEvents.State;
import io.smartwms.platform.trace.TraceContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands events to the service's policies: a whole batch in one transaction, and when that fails, event by event.
 *
 * <p>What fails for a reason that passes (the database is away, two transactions met) is tried again without end, the
 * consumer stands still meanwhile. What fails for any other reason is tried a few times, then parked with its reason, and
 * the later events of its key are parked behind it; no other key is held up.
 */
class Inbox {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private final Policies policies;
    private final ParkedEvents parked;
    private final @Nullable BatchLocks locks;
    private final @Nullable BatchReads reads;
    private final TransactionTemplate transaction;
    private final StartupLatch startup;
    private final Turns turns;
    private final Counter apart;
    private final int attempts;

    /**
     * @param locks null if this service's events lock nothing that others want in another order
     * @param reads null if this service's policies read nothing that is worth reading in one go
     * @param apart counts the batches that had to be handled event by event
     */
    Inbox(
            Policies policies,
            ParkedEvents parked,
            @Nullable BatchLocks locks,
            @Nullable BatchReads reads,
            TransactionTemplate transaction,
            StartupLatch startup,
            Turns turns,
            Counter apart,
            WmsProperties.Inbox properties) {
        this.policies = policies;
        this.parked = parked;
        this.locks = locks;
        this.reads = reads;
        this.transaction = transaction;
        this.startup = startup;
        this.turns = turns;
        this.apart = apart;
        this.attempts = properties.attempts();
    }

    /**
     * @param batch events that the policies listen to, as {@link HeardOnly} leaves them
     * @throws BatchListenerFailedException naming the first event that has to wait for better times
     */
    void accept(List<Envelope> batch) {
        if (!batch.isEmpty()) {
            startup.await();
            turns.take(() -> handle(batch));
        }
    }

    private void handle(List<Envelope> batch) {
        try {
            inTransaction(batch);
        } catch (RuntimeException whole) {
            apart.increment();
            LOG.debug("A batch of {} is taken apart", batch.size(), whole);
            oneByOne(batch);
        }
    }

    private void oneByOne(List<Envelope> batch) {
        for (int i = 0; i < batch.size(); i++) {
            Envelope event = batch.get(i);
            try {
                alone(event);
            } catch (RuntimeException e) {
                LOG.warn("{} of {} has to wait, it will be tried again: {}", event.type(), event.key(), reason(e));
                throw new BatchListenerFailedException("Has to wait: " + event.position(), e, i);
            }
        }
    }

    private void alone(Envelope event) {
        for (int attempt = 1; ; attempt++) {
            try {
                inTransaction(List.of(event));
                return;
            } catch (RuntimeException e) {
                if (DatabaseFailure.passes(e)) {
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
                LOG.info("Passed over {} events that were discarded", batch.size() - events.size());
            }
            Map<String, Boolean> keys = new HashMap<>(parked.blockedKeys());
            if (locks != null && events.size() > 1) {
                locks.lock(events.stream()
                        .filter(event -> !Boolean.TRUE.equals(keys.get(event.key())))
                        .map(policies::read)
                        .toList());
            }
            if (reads != null && events.size() > 1) {
                reads.read(events);
            }
            for (Envelope event : events) {
                if (Boolean.TRUE.equals(keys.get(event.key()))) {
                    parked.park(event, State.WAITING, "Waits behind an earlier event of its key");
                } else if (!tryApply(event)) {
                    parked.park(event, State.EARLY, "Came before what it builds on");
                    keys.put(event.key(), false);
                } else if (keys.containsKey(event.key())) {
                    applyEarlyOnes(event.key());
                }
            }
        });
    }

    /** Hands early events over again for as long as one of them goes through and may make way for the next. */
    private void applyEarlyOnes(String key) {
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
        try (TraceContext.Scope ignored = TraceContext.open(event.traceParent())) {
            policies.apply(event);
            return true;
        } catch (TooEarly e) {
            return false;
        }
    }

    /**
     * Hands a failed event over again, and then those behind it up to the next that fails.
     *
     * @return how many went through
     */
    int replay(String key) {
        int done = 0;
        for (ParkedEvents.Row row : parked.ofKey(key, State.FAILED, State.WAITING)) {
            try {
                transaction.executeWithoutResult(status -> {
                    if (tryApply(row.event())) {
                        parked.remove(row.id());
                        applyEarlyOnes(key);
                    } else {
                        throw new TooEarly("It builds on an event that has not been handled");
                    }
                });
                done++;
            } catch (RuntimeException e) {
                if (DatabaseFailure.passes(e)) {
                    throw e;
                }
                transaction.executeWithoutResult(status -> parked.failed(row.id(), reason(e)));
                return done;
            }
        }
        return done;
    }

    /**
     * Takes events out for good; those behind them follow.
     *
     * @return how many
     */
    int discard(List<Long> ids) {
        transaction.executeWithoutResult(status -> ids.forEach(parked::discard));
        releaseWaiting();
        return ids.size();
    }

    /** Events that were parked behind another in the very moment in which that one was replayed or discarded. */
    void releaseWaiting() {
        parked.keysWaitingForNothing().forEach(this::replay);
    }

    private static String reason(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
