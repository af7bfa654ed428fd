package io.smartwms.platform.view;

import io.smartwms.platform.WmsProperties.Database;
import io.smartwms.platform.rebuild.RebuildableView;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.dao.support.PersistenceExceptionTranslator;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The writing side of a view: what a batch of events changes is collected, and done just before the batch's transaction
 * commits, with one query for all its rows and one update of the counters.
 *
 * <p>The counters are exact because they change with the rows, in one transaction and under the rows' versions.
 */
public class View<T extends ViewRow> implements RebuildableView {

    /** Counters that replicas write side by side without waiting for one another. */
    private static final int SLOTS = 8;

    /** The counter of all rows. */
    private static final String ALL = "*";

    /** The counters of rows whose ids lie together, so many ids each. */
    private static final String BLOCK = "block";

    private static final int BLOCK_SIZE = 4096;

    private final Class<T> type;
    private final String table;
    private final LongFunction<T> blank;
    private final EntityManager entities;
    private final PersistenceExceptionTranslator exceptions;
    private final JdbcTemplate jdbc;
    private final Database database;
    private final Map<String, String> orders;

    /** For tests as well: a service gets its view from {@link ViewFactory}. */
    protected View(
            Class<T> type,
            String table,
            LongFunction<T> blank,
            EntityManager entities,
            PersistenceExceptionTranslator exceptions,
            JdbcTemplate jdbc,
            Database database,
            Map<String, String> orders) {
        this.type = type;
        this.table = table;
        this.blank = blank;
        this.entities = entities;
        this.exceptions = exceptions;
        this.jdbc = jdbc;
        this.database = database;
        this.orders = orders;
    }

    Class<T> type() {
        return type;
    }

    /** By the property of a search, the one that its rows can be read by besides {@code id}. */
    Map<String, String> orders() {
        return orders;
    }

    /** Changes the row of that id, a new one if there is none, when the current transaction commits. */
    public void change(long id, Consumer<T> change) {
        pending().changes.computeIfAbsent(id, i -> new ArrayList<>(4)).add(change);
    }

    @SuppressWarnings("unchecked")
    private Pending pending() {
        Object pending = TransactionSynchronizationManager.getResource(this);
        if (pending == null) {
            pending = new Pending();
            TransactionSynchronizationManager.bindResource(this, pending);
            TransactionSynchronizationManager.registerSynchronization((Pending) pending);
        }
        return (Pending) pending;
    }

    private final class Pending implements TransactionSynchronization {

        private final Map<Long, List<Consumer<? super T>>> changes = new LinkedHashMap<>();

        @Override
        public void beforeCommit(boolean readOnly) {
            try {
                write();
            } catch (RuntimeException e) {
                // Nobody else tells Hibernate's exceptions apart here, and the inbox has to know which ones pass.
                throw DataAccessUtils.translateIfNecessary(e, exceptions);
            }
        }

        private void write() {
            List<Long> ids = List.copyOf(changes.keySet());
            List<@Nullable T> rows = entities.unwrap(Session.class).findMultiple(type, ids);
            Counts counts = new Counts();
            for (int i = 0; i < ids.size(); i++) {
                T row = rows.get(i);
                boolean isNew = row == null;
                if (isNew) {
                    row = blank.apply(ids.get(i));
                } else {
                    counts.add(row, -1);
                }
                for (Consumer<? super T> change : changes.getOrDefault(ids.get(i), List.of())) {
                    change.accept(row);
                }
                counts.add(row, 1);
                if (isNew) {
                    entities.persist(row);
                }
            }
            // The counters are shared, so they come last and are held shortest.
            entities.flush();
            counts.write();
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(View.this);
        }
    }

    /** How a transaction changes the counters, in one order for all, so that no two wait for each other in a ring. */
    private final class Counts {

        private final TreeMap<String, Map<String, Integer>> changes = new TreeMap<>();

        void add(T row, int by) {
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

    /** How many rows have each value of a counted property, without those that nobody has. */
    public Map<String, Long> counts(String property) {
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

    /** Whether rows are counted by the values of this property. */
    boolean isCounted(String property) {
        return blank.apply(0).counted().containsKey(property);
    }

    /** How many rows have this value of a counted property. */
    public long count(String property, Object value) {
        return Objects.requireNonNull(jdbc.queryForObject(
                "select coalesce(sum(row_total), 0) from row_count where property = ? and property_value = ?",
                Long.class,
                property,
                value.toString()));
    }

    /** How many rows there are. */
    @Override
    public long rows() {
        return count(ALL, ALL);
    }

    /**
     * Where to begin in the list of all rows by id.
     *
     * @param id the first id that need not be passed over: all rows before it have been counted
     * @param passed how many these are
     */
    record Place(long id, long passed) {}

    /**
     * Where to begin so that few rows have to be passed over one by one to get behind the first {@code skip}; empty if the
     * counters do not know, as in a view that has been filled by an older release and not rebuilt since.
     */
    Optional<Place> place(long skip, boolean descending) {
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
                return Optional.of(new Place(descending ? first + BLOCK_SIZE - 1 : first, passed));
            }
            passed += block.getValue();
        }
        return Optional.empty();
    }

    /**
     * Removes all rows, so that the events can be read again from the first. Embedded engines commit with it: they keep no
     * undo for a million rows.
     */
    @Override
    public void clear() {
        jdbc.update("delete from row_count");
        jdbc.execute("truncate table " + table + (database == Database.HSQLDB ? " and commit" : ""));
    }
}
