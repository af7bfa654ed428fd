package io.smartwms.platform.database;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Protects an embedded database from a full disk: while less than 16 MiB are free, changes are refused and reading goes on.
 * H2 would otherwise close itself at the first write that fails, until the process is restarted.
 *
 * <p>HSQLDB reports a commit as done although it could not write its log. So a commit after which the disk is full fails, its
 * caller retries it, and before the next change a checkpoint writes the whole database.
 */
public class DiskSpaceGuard implements TransactionExecutionListener {

    /** In bytes: more than the concurrent transactions of one moment write. */
    private static final long RESERVE = 16 << 20;

    private final LongSupplier room;
    private final @Nullable JdbcOperations checkpoints;
    private volatile boolean inDoubt;

    /**
     * @param room free bytes of the disk
     * @param checkpoints of an engine that reports commits as done on a full disk; else null
     */
    DiskSpaceGuard(LongSupplier room, @Nullable JdbcOperations checkpoints) {
        this.room = room;
        this.checkpoints = checkpoints;
    }

    /** @throws DataAccessResourceFailureException there is no room for changes */
    public void refuseWithoutRoom() {
        if (isFull()) {
            throw refusal();
        }
    }

    private boolean isFull() {
        return room.getAsLong() < RESERVE;
    }

    private static DataAccessResourceFailureException refusal() {
        return new DataAccessResourceFailureException("The disk of the database is full");
    }

    @Override
    public void beforeBegin(TransactionExecution transaction) {
        if (transaction.isReadOnly()) {
            return;
        }
        refuseWithoutRoom();
        if (inDoubt && checkpoints != null) {
            checkpoints.execute("checkpoint");
            inDoubt = false;
        }
    }

    @Override
    public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
        if (checkpoints != null && failure == null && !transaction.isReadOnly() && isFull()) {
            inDoubt = true;
            // Without asking again: there may be room by now, and the log record lost all the same.
            throw refusal();
        }
    }
}
