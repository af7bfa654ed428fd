package io.smartwms.platform.database;

import java.sql.SQLTransientException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.dao.UncategorizedDataAccessException;
import org.springframework.transaction.TransactionException;

/** Tells transient failures of the database from others. */
public final class DatabaseFailure {

    private DatabaseFailure() {}

    /** Whether the same can succeed later: the database is away or cannot write, or two transactions conflicted. */
    public static boolean isTransient(Throwable e) {
        if (e instanceof DataIntegrityViolationException) {
            return false;
        }
        return e instanceof TransientDataAccessException
                || e instanceof ConcurrencyFailureException
                || e instanceof RecoverableDataAccessException
                || e instanceof DataAccessResourceFailureException
                || e instanceof UncategorizedDataAccessException
                || e instanceof TransactionException
                || e instanceof SQLTransientException
                || (!(e instanceof NonTransientDataAccessException)
                        && e.getCause() != null
                        && isTransient(e.getCause()));
    }
}
