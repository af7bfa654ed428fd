package io.smartwms.platform.backup;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Pauses all changes of the database: running transactions are finished, new ones wait before they change anything. Requests and
 * events are delayed, none is refused. A pause ends by itself after its time.
 */
class WritePause implements TransactionExecutionListener {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Transactions of this thread: one inside another must not wait for a pause that waits for the outer one. */
    private final ThreadLocal<Integer> depth = ThreadLocal.withInitial(() -> 0);

    private int writing;
    private boolean paused;
    private long pausedUntil;

    /**
     * Begins a pause of at most {@code length}.
     *
     * @return false if there is one already, or a transaction did not finish in that time
     */
    boolean begin(Duration length) throws InterruptedException {
        lock.lock();
        try {
            if (isPaused()) {
                return false;
            }
            paused = true;
            pausedUntil = System.nanoTime() + length.toNanos();
            while (writing > 0) {
                if (!isPaused()) {
                    end();
                    return false;
                }
                changed.await(pausedUntil - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the pause; returns whether it has lasted until now. */
    boolean end() {
        lock.lock();
        try {
            boolean lasted = isPaused();
            paused = false;
            changed.signalAll();
            return lasted;
        } finally {
            lock.unlock();
        }
    }

    boolean isPaused() {
        return paused && pausedUntil - System.nanoTime() > 0;
    }

    /** Waits here and not before: a transaction that has begun is always told of its end, and has not changed anything yet. */
    @Override
    public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
        if (failure != null || transaction.isReadOnly()) {
            return;
        }
        boolean interrupted = false;
        lock.lock();
        try {
            while (isPaused() && depth.get() == 0) {
                try {
                    changed.awaitNanos(pausedUntil - System.nanoTime());
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            writing++;
            depth.set(depth.get() + 1);
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
        completed(transaction);
    }

    @Override
    public void afterRollback(TransactionExecution transaction, @Nullable Throwable failure) {
        completed(transaction);
    }

    private void completed(TransactionExecution transaction) {
        if (transaction.isReadOnly()) {
            return;
        }
        lock.lock();
        try {
            writing--;
            if (depth.get() > 1) {
                depth.set(depth.get() - 1);
            } else {
                depth.remove();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
