package io.smartwms.platform.view;

import io.smartwms.platform.WmsProperties.Database;
import io.smartwms.platform.rebuild.RebuildableView;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * Writes the rows of a view: the changes of a batch of events are collected, and done just before the batch's transaction commits, with
 * one query for all its rows and one update of the counters ({@link RowCounts}). {@link ViewQueries} reads.
 */
public class View<T extends ViewRow> implements RebuildableView {

    private final Class<T> type;
    private final String table;
    private final LongFunction<T> blank;
    private final EntityManager entities;
    private final PersistenceExceptionTranslator exceptions;
    private final JdbcTemplate jdbc;
    private final RowCounts counts;
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
        this.counts = new RowCounts(jdbc);
        this.database = database;
        this.orders = orders;
    }

    RowCounts counts() {
        return counts;
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
                // Not a repository, so Spring does not translate Hibernate's exceptions, and the dispatcher has to tell
                // transient ones.
                throw DataAccessUtils.translateIfNecessary(e, exceptions);
            }
        }

        private void write() {
            List<Long> ids = List.copyOf(changes.keySet());
            List<@Nullable T> rows = entities.unwrap(Session.class).findMultiple(type, ids);
            RowCounts.Changes counted = counts.new Changes();
            for (int i = 0; i < ids.size(); i++) {
                T row = rows.get(i);
                boolean isNew = row == null;
                if (isNew) {
                    row = blank.apply(ids.get(i));
                } else {
                    counted.add(row, -1);
                }
                for (Consumer<? super T> change : changes.getOrDefault(ids.get(i), List.of())) {
                    change.accept(row);
                }
                counted.add(row, 1);
                if (isNew) {
                    entities.persist(row);
                }
            }
            // The counters are shared, so their locks are taken last and held shortest.
            entities.flush();
            counted.write();
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(View.this);
        }
    }

    /** How many rows have each value of a counted property, without values that no row has. */
    public Map<String, Long> counts(String property) {
        return counts.of(property);
    }

    /** Whether rows are counted by the values of this property. */
    boolean isCounted(String property) {
        return blank.apply(0).counted().containsKey(property);
    }

    /** How many rows have this value of a counted property. */
    public long count(String property, Object value) {
        return counts.of(property, value);
    }

    /** How many rows there are. */
    @Override
    public long rows() {
        return counts.all();
    }

    /**
     * Removes all rows, so that the events can be read again from the first. Embedded engines commit with it: they keep no
     * undo for a million rows.
     */
    @Override
    public void clear() {
        counts.clear();
        jdbc.execute("truncate table " + table + (database == Database.HSQLDB ? " and commit" : ""));
    }
}
