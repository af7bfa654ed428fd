package io.smartwms.platform.database;

import io.smartwms.platform.trace.TraceContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Commits commands that arrive at the same time in one transaction: while a group commits, the next one gathers. A commit
 * costs about as much for fifty orders as for one (docs/adr/0012). For commands that touch no rows in common.
 *
 * <p>When an action fails, the database refuses its row, or the group conflicts with another transaction, the group is rolled back
 * and each of its actions runs in a transaction of its own, so that no caller gets another's failure. When the transaction fails to
 * begin or to commit for any other reason, all callers of the group get that failure and nothing is retried: a commit that failed
 * may have happened after all.
 */
public class GroupCommit implements AutoCloseable {

    private static final int MAX_GROUP = 64;

    private final TransactionOperations transactions;
    private final IntConsumer sizes;
    private final ThreadLocal<Integer> size = ThreadLocal.withInitial(() -> 1);
    private final BlockingQueue<Waiting<?>> waiting = new LinkedBlockingQueue<>();
    private volatile boolean closed;

    /**
     * @param groups how many commit at the same time
     * @param sizes records how many actions each group has
     */
    public GroupCommit(TransactionOperations transactions, int groups, IntConsumer sizes) {
        this.transactions = transactions;
        this.sizes = sizes;
        for (int i = 0; i < groups; i++) {
            Thread thread = new Thread(this::work, "group-commit-" + i);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Returns, or fails, when the action is committed or known not to be. */
    public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
        Waiting<T> mine = new Waiting<>(action, TraceContext.current());
        waiting.add(mine);
        // Checked after joining: an action that the closing threads have not seen is still in the queue.
        if (closed && waiting.remove(mine)) {
            return transactions.execute(action);
        }
        try {
            return mine.done.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException e) {
                throw e;
            }
            throw failed;
        }
    }

    /** How many actions the current thread's transaction has; 1 outside of a group. */
    public int size() {
        return size.get();
    }

    private void work() {
        List<Waiting<?>> group = new ArrayList<>(MAX_GROUP);
        try {
            while (!closed || !waiting.isEmpty()) {
                Waiting<?> first = waiting.poll(1, TimeUnit.SECONDS);
                if (first != null) {
                    group.add(first);
                    waiting.drainTo(group, MAX_GROUP - 1);
                    commit(group);
                    group.clear();
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(
                    "A group commit is never interrupted: that would close the database's file", e);
        }
    }

    private void commit(List<Waiting<?>> group) {
        sizes.accept(group.size());
        size.set(group.size());
        try {
            transactions.executeWithoutResult(status -> group.forEach(each -> each.act(status)));
            group.forEach(Waiting::succeed);
        } catch (ActionFailed e) {
            rolledBack(group, Objects.requireNonNull(e.getCause()));
        } catch (ConcurrencyFailureException | DataIntegrityViolationException e) {
            rolledBack(group, e);
        } catch (RuntimeException | Error e) {
            group.forEach(each -> each.fail(e));
        }
    }

    private void rolledBack(List<Waiting<?>> group, Throwable why) {
        if (group.size() == 1) {
            group.get(0).fail(why);
        } else {
            group.forEach(each -> commit(List.of(each)));
        }
    }

    /** Waiting actions are still done; later ones run in transactions of their own. */
    @Override
    public void close() {
        closed = true;
    }

    private static final class ActionFailed extends RuntimeException {

        ActionFailed(Throwable cause) {
            super(null, cause, false, false);
        }
    }

    private static final class Waiting<T> {

        private final TransactionCallback<T> action;
        private final @Nullable String trace;
        private final CompletableFuture<T> done = new CompletableFuture<>();
        private @Nullable T result;

        Waiting(TransactionCallback<T> action, @Nullable String trace) {
            this.action = action;
            this.trace = trace;
        }

        void act(TransactionStatus status) {
            try (TraceContext.Scope ignored = TraceContext.open(trace)) {
                result = action.doInTransaction(status);
            } catch (RuntimeException | Error e) {
                throw new ActionFailed(e);
            }
        }

        void succeed() {
            done.complete(result);
        }

        void fail(Throwable why) {
            done.completeExceptionally(why);
        }
    }
}
