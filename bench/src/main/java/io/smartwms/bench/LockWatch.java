package io.smartwms.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Looks again and again at what the sessions of a PostgreSQL server do: how many are at work on a statement, and how many of these
 * stand still because another session holds the row, or the lock, that they want.
 */
final class LockWatch implements Runnable {

    private static final long PAUSE_MILLIS = 20;
    private static final int MOST_NAMED = 3;
    private static final int LETTERS = 90;

    private final Connection connection;
    private final Map<String, Integer> waiting = new HashMap<>();
    private int atWork;
    private volatile boolean running = true;

    LockWatch(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void run() {
        try (PreparedStatement sessions = connection.prepareStatement(
                "select datname || ': ' || query, wait_event_type = 'Lock' from pg_stat_activity"
                        + " where state = 'active' and backend_type = 'client backend' and pid <> pg_backend_pid()")) {
            while (running) {
                try (ResultSet session = sessions.executeQuery()) {
                    while (session.next()) {
                        atWork++;
                        if (session.getBoolean(2)) {
                            waiting.merge(session.getString(1), 1, Integer::sum);
                        }
                    }
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The server does not say what its sessions do", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void stop() {
        running = false;
    }

    /** In percent of the sessions at work; call it when the thread that looked has ended. */
    double percentWaiting() {
        return atWork == 0 ? 0 : 100.0 * sum() / atWork;
    }

    private int sum() {
        return waiting.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The statements that waited most, and their share of all the waiting. */
    String whoWaits() {
        return waiting.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(MOST_NAMED)
                .map(each -> 100 * each.getValue() / sum() + " % " + shortened(each.getKey()))
                .collect(Collectors.joining("; "));
    }

    private static String shortened(String statement) {
        String line = statement.replaceAll("\\s+", " ");
        return line.substring(0, Math.min(LETTERS, line.length()));
    }
}
