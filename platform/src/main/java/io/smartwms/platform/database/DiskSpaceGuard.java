package io.smartwms.platform.database;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Keeps an embedded database from a disk that runs full: while there is next to no room nothing is changed, reading goes on.
 * H2 would otherwise close itself at the first write that fails, and not come back before the process ends.
 *
 * <p>HSQLDB would say that it has kept what never reached its log. So a commit after which there is no room counts as failed,
 * whoever made it makes it again, and before that everything is written anew, past the log.
 */
public class DiskSpaceGuard implements TransactionExecutionListener {

    /** More than the transactions that are under way at one moment write, in bytes. */
    private static final long RESERVE = 16 << 20;

    private final LongSupplier room;
    private final @Nullable JdbcOperations checkpoints;
    private volatile boolean inDoubt;

    /**
     * @param room how many bytes the disk still takes
     * @param checkpoints of an engine whose commits cannot be believed on a full disk; else null
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
            // Not asked again: there may be room by now, and the line lost all the same.
            throw refusal();
        }
    }
}
