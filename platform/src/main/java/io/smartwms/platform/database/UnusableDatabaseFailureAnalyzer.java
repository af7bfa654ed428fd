package io.smartwms.platform.database;

import java.io.EOFException;
import java.sql.SQLException;
import java.util.Set;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;

/** Describes why a database file cannot be used, and what to do, instead of a stack trace. */
class UnusableDatabaseFailureAnalyzer implements FailureAnalyzer {

    private static final int H2_NEWER_FORMAT = 90048;
    private static final Set<Integer> H2_DAMAGED = Set.of(90030, 90049);
    private static final int HSQLDB_NEWER_FORMAT = -453;
    // Of HSQLDB's errors of files: -25 (script), -452 (read or write), -466 (data); -451 is a database that is in use.
    private static final Set<Integer> HSQLDB_DAMAGED = Set.of(-25, -452, -466);

    private final Environment environment;

    UnusableDatabaseFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        String file = EmbeddedDatabaseLock.path(environment.getProperty("spring.datasource.url", ""));
        if (file == null) {
            return null;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FlywayValidateException invalid
                    && String.valueOf(invalid.getMessage()).contains("not resolved locally")) {
                return newer(file, failure);
            }
            if (cause instanceof SQLException sql) {
                int code = sql.getErrorCode();
                if (code == H2_NEWER_FORMAT || code == HSQLDB_NEWER_FORMAT) {
                    return newer(file, failure);
                }
                if (cutOff(sql) || H2_DAMAGED.contains(code) || HSQLDB_DAMAGED.contains(code)) {
                    return new FailureAnalysis(
                            "The database " + file + " is damaged or is not a database.",
                            "Restore a backup into a new folder (wms restore); a view's"
                                    + " database can also be deleted and then filled again by wms rebuild.",
                            failure);
                }
            }
        }
        return null;
    }

    /** H2 reads past the end of a file that is shorter than its header says. */
    private static boolean cutOff(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof EOFException;
    }

    private static FailureAnalysis newer(String file, Throwable failure) {
        return new FailureAnalysis(
                "The database " + file + " was written by a newer release than this one.",
                "Start the newer release, or put back a copy of the data folder from before.",
                failure);
    }
}
