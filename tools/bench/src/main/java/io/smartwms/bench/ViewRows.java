package io.smartwms.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Orders of former years in a view's database, written while the service does not run: one of them in a hundred is still on
 * its way, as in a mall that has been running for long.
 */
final class ViewRows {

    /** The first number of these orders; those that are really placed stay below. */
    static final long FIRST = 1_000_000_000L;

    private static final int BATCH = 1_000;
    private static final int PRODUCTS = 1_000;

    /** The rows of a view: its table, and what an order has there that is at its end, and one that waits in packing. */
    enum Table {
        order_page(
                Map.of("order_status", "Ordered", "delivery_status", "LogisticsInterfaced"),
                Map.of("order_status", "Ordered", "delivery_status", "PackingOrdered"),
                Map.of("order_status", "orderStatus", "delivery_status", "deliveryStatus")),
        delivery_page(
                Map.of(
                        "stage", "LogisticsInterfaced",
                        "delivery_order_status", "DeliveryOrderPacked",
                        "picking_status", "PickingConfirmed",
                        "packing_status", "PackingConfirmed"),
                Map.of(
                        "stage", "PackingOrdered",
                        "delivery_order_status", "DeliveryOrdered",
                        "picking_status", "PickingConfirmed",
                        "packing_status", "PackingOrdered"),
                Map.of(
                        "stage", "stage",
                        "delivery_order_status", "deliveryOrderStatus",
                        "picking_status", "pickingStatus",
                        "packing_status", "packingStatus"));

        private final Map<String, String> ended;
        private final Map<String, String> open;
        private final Map<String, String> counted;

        /** @param counted the property by which row_count knows a column */
        Table(Map<String, String> ended, Map<String, String> open, Map<String, String> counted) {
            this.ended = ended;
            this.open = open;
            this.counted = counted;
        }
    }

    private ViewRows() {}

    /** Those from one number up to another; the counters count all. */
    static void write(Connection connection, Table table, int from, int rows) throws SQLException {
        connection.setAutoCommit(false);
        List<String> columns = List.copyOf(table.ended.keySet());
        boolean staged = table == Table.delivery_page;
        String sql = "insert into " + table + " (id, version, order_id, product_id, order_qty, order_date, "
                + (staged ? "stage_date, " : "") + String.join(", ", columns) + ") values (?, 0, ?, ?, 1, ?, "
                + (staged ? "?, " : "")
                + String.join(", ", columns.stream().map(c -> "?").toList()) + ")";
        Map<List<String>, Integer> counts = new LinkedHashMap<>();
        Instant begin = Instant.parse("2025-01-01T00:00:00Z");
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int i = 0; i < rows; i++) {
                Map<String, String> values = i % 100 == 0 ? table.open : table.ended;
                Timestamp date = Timestamp.from(begin.plusSeconds(i));
                int at = 1;
                insert.setLong(at++, FIRST + i);
                insert.setString(at++, "Y-" + i / 3);
                insert.setString(at++, "P-" + i % PRODUCTS);
                insert.setTimestamp(at++, date);
                if (staged) {
                    insert.setTimestamp(at++, date);
                }
                for (String column : columns) {
                    insert.setString(at++, values.get(column));
                    counts.merge(List.of(table.counted.get(column), values.get(column)), 1, Integer::sum);
                }
                counts.merge(List.of("productId", "P-" + i % PRODUCTS), 1, Integer::sum);
                counts.merge(List.of("*", "*"), 1, Integer::sum);
                // What the view itself counts of the rows whose ids lie together.
                counts.merge(List.of("block", Long.toString((FIRST + i) / 4096)), 1, Integer::sum);
                if (i < from) {
                    continue;
                }
                insert.addBatch();
                if (i % BATCH == BATCH - 1 || i == rows - 1) {
                    insert.executeBatch();
                    connection.commit();
                }
            }
        }
        count(connection, counts);
        connection.commit();
    }

    private static void count(Connection connection, Map<List<String>, Integer> counts) throws SQLException {
        try (Statement sql = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into row_count (property, property_value, slot, row_total) values (?, ?, ?, ?)")) {
            // A slot that no replica uses.
            sql.execute("delete from row_count where slot = -1");
            for (Map.Entry<List<String>, Integer> count : counts.entrySet()) {
                insert.setString(1, count.getKey().get(0));
                insert.setString(2, count.getKey().get(1));
                insert.setInt(3, -1);
                insert.setInt(4, count.getValue());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
