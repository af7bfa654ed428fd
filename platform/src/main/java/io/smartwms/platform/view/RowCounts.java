package io.smartwms.platform.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The counters of a view's rows (table {@code row_count}): of all rows, of the rows with each value of a counted property, and of blocks
 * of ids, from which the position of a page deep in the list is computed. They are exact because they change in the transaction that
 * changes the rows, under the rows' versions.
 */
class RowCounts {

    /** Rows per counter, so that replicas can update it without waiting for one another. */
    private static final int SLOTS = 8;

    /** The counter of all rows. */
    private static final String ALL = "*";

    /** The counters of blocks of ids. */
    private static final String BLOCK = "block";

    /** Ids per block. */
    private static final int BLOCK_SIZE = 4096;

    private final JdbcTemplate jdbc;

    RowCounts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The changes of one transaction, sorted, so that two transactions update the counters in the same order and never deadlock. */
    final class Changes {

        private final TreeMap<String, Map<String, Integer>> changes = new TreeMap<>();

        void add(ViewRow row, int by) {
            row.counted().forEach((property, value) -> {
                if (value != null) {
                    add(property, value.toString(), by);
                }
            });
            add(ALL, ALL, by);
            add(BLOCK, Long.toString(Math.floorDiv(row.id(), BLOCK_SIZE)), by);
        }

        private void add(String property, String value, int by) {
            changes.computeIfAbsent(property, p -> new TreeMap<>()).merge(value, by, Integer::sum);
        }

        void write() {
            int slot = ThreadLocalRandom.current().nextInt(SLOTS);
            List<Object[]> updates = new ArrayList<>();
            changes.forEach((property, values) -> values.forEach((value, by) -> {
                if (by != 0) {
                    updates.add(new Object[] {by, property, value, slot});
                }
            }));
            if (updates.isEmpty()) {
                return;
            }
            int[] found = jdbc.batchUpdate(
                    "update row_count set row_total = row_total + ?"
                            + " where property = ? and property_value = ? and slot = ?",
                    updates);
            List<Object[]> inserts = new ArrayList<>();
            for (int i = 0; i < found.length; i++) {
                if (found[i] == 0) {
                    inserts.add(updates.get(i));
                }
            }
            if (!inserts.isEmpty()) {
                jdbc.batchUpdate(
                        "insert into row_count (row_total, property, property_value, slot) values (?, ?, ?, ?)",
                        inserts);
            }
        }
    }

    /** How many rows have each value of a counted property; values without rows are left out. */
    Map<String, Long> of(String property) {
        return countsWhere("property = ?", property);
    }

    /** At one moment, by value: of properties that have no value in common. */
    private Map<String, Long> countsWhere(String condition, Object... properties) {
        Map<String, Long> counts = new HashMap<>();
        jdbc.query(
                "select property_value, sum(row_total) from row_count where " + condition
                        + " group by property_value having sum(row_total) <> 0",
                rs -> {
                    counts.put(rs.getString(1), rs.getLong(2));
                },
                properties);
        return counts;
    }

    long of(String property, Object value) {
        return Objects.requireNonNull(jdbc.queryForObject(
                "select coalesce(sum(row_total), 0) from row_count where property = ? and property_value = ?",
                Long.class,
                property,
                value.toString()));
    }

    long all() {
        return of(ALL, ALL);
    }

    /**
     * A position in the list of all rows by id.
     *
     * @param id the first id behind the rows that have been counted
     * @param passed how many rows these are
     */
    record Position(long id, long passed) {}

    /**
     * A position close before the row at {@code skip}, so that a query has to skip few rows; empty if the counters do not know, as in
     * a view that has been filled by an older release and not rebuilt since.
     */
    Optional<Position> position(long skip, boolean descending) {
        if (skip <= BLOCK_SIZE) {
            return Optional.empty();
        }
        TreeMap<Long, Long> blocks = new TreeMap<>();
        Map<String, Long> counts = countsWhere("property = ? or property = ?", BLOCK, ALL);
        Long all = counts.remove(ALL);
        counts.forEach((block, rows) -> blocks.put(Long.parseLong(block), rows));
        if (all == null
                || all != blocks.values().stream().mapToLong(Long::longValue).sum()) {
            return Optional.empty();
        }
        long passed = 0;
        for (Map.Entry<Long, Long> block : (descending ? blocks.descendingMap() : blocks).entrySet()) {
            if (passed + block.getValue() > skip) {
                long first = block.getKey() * BLOCK_SIZE;
                return Optional.of(new Position(descending ? first + BLOCK_SIZE - 1 : first, passed));
            }
            passed += block.getValue();
        }
        return Optional.empty();
    }

    void clear() {
        jdbc.update("delete from row_count");
    }
}
