package io.smartwms.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The limit of taking orders: the two rows that an order is, the order and its event in the outbox, inserted by plain JDBC
 * in one transaction, from threads that do nothing else. The tables and the settings are the order service's own.
 */
final class JdbcLimit implements AutoCloseable {

    private static final int THREADS = 16;

    private final List<Connection> connections = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    /** @param tables the SQL that makes them */
    JdbcLimit(String url, String user, String password, int isolation, List<String> tables) throws SQLException {
        for (int i = 0; i < THREADS; i++) {
            Connection connection = DriverManager.getConnection(url, user, password);
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(isolation);
            connections.add(connection);
        }
        try (Statement sql = connections.get(0).createStatement()) {
            for (String each : tables) {
                sql.execute(each);
            }
        }
        connections.get(0).commit();
    }

    /** Orders a second, into empty tables: the service's outbox is emptied all the time, and nobody empties this one. */
    double perSecond(Duration length) throws SQLException, InterruptedException, ExecutionException {
        try (Statement sql = connections.get(0).createStatement()) {
            sql.execute("truncate table orders");
            sql.execute("truncate table outbox");
        }
        connections.get(0).commit();
        long begin = System.nanoTime();
        long end = begin + length.toNanos();
        List<Future<Integer>> all = new ArrayList<>();
        for (Connection connection : connections) {
            all.add(threads.submit(() -> insert(connection, end)));
        }
        int orders = 0;
        for (Future<Integer> each : all) {
            orders += each.get();
        }
        return orders / ((System.nanoTime() - begin) / 1e9);
    }

    private static int insert(Connection connection, long end) throws SQLException {
        int orders = 0;
        try (PreparedStatement order = connection.prepareStatement(
                        "insert into orders (order_id, product_id, order_qty, order_status, cancelable, create_date,"
                                + " update_date, version) values (?, ?, 1, 'Ordered', true, ?, ?, 0)",
                        new String[] {"id"});
                PreparedStatement event = connection.prepareStatement(
                        "insert into outbox (event_id, event_type, event_key, event_time, payload)"
                                + " values (?, 'Ordered', ?, ?, ?)")) {
            while (System.nanoTime() < end) {
                Timestamp now = Timestamp.from(Instant.now());
                order.setString(1, "M-" + orders);
                order.setString(2, "B-" + orders % 50);
                order.setTimestamp(3, now);
                order.setTimestamp(4, now);
                order.executeUpdate();
                long id;
                try (ResultSet keys = order.getGeneratedKeys()) {
                    keys.next();
                    id = keys.getLong(1);
                }
                event.setString(1, UUID.randomUUID().toString());
                event.setString(2, Long.toString(id));
                event.setTimestamp(3, now);
                event.setString(
                        4,
                        "{\"id\":" + id + ",\"orderId\":\"M-" + orders + "\",\"productId\":\"B-" + orders % 50
                                + "\",\"orderQty\":1,\"orderStatus\":\"Ordered\",\"createDate\":\"" + now.toInstant()
                                + "\"}");
                event.executeUpdate();
                connection.commit();
                orders++;
            }
        }
        return orders;
    }

    @Override
    public void close() throws SQLException {
        threads.shutdown();
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
