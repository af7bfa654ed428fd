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
 * Looks again and again which sessions of a PostgreSQL server stand still because another one holds the row, or the lock, that they
 * want.
 */
final class LockWatch implements Runnable {

    private static final long PAUSE_MILLIS = 20;
    private static final int MAX_NAMED = 3;
    private static final int LETTERS = 90;

    private final Connection connection;
    private final Map<String, Integer> waiting = new HashMap<>();
    private int looks;
    private volatile boolean running = true;

    LockWatch(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void run() {
        try (PreparedStatement sessions = connection.prepareStatement(
                "select datname || ': ' || query from pg_stat_activity where wait_event_type = 'Lock'")) {
            while (running) {
                looks++;
                try (ResultSet session = sessions.executeQuery()) {
                    while (session.next()) {
                        waiting.merge(session.getString(1), 1, Integer::sum);
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

    /** How many, on average; call it when the thread that looked has ended. */
    double average() {
        return (double) sum() / looks;
    }

    private int sum() {
        return waiting.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The statements that waited most, and their share of all the waiting. */
    String whoWaits() {
        return waiting.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(MAX_NAMED)
                .map(each -> 100 * each.getValue() / sum() + " % " + shortened(each.getKey()))
                .collect(Collectors.joining("; "));
    }

    private static String shortened(String statement) {
        String line = statement.replaceAll("\\s+", " ");
        return line.substring(0, Math.min(LETTERS, line.length()));
    }
}
