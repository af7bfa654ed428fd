package io.smartwms.order;

import io.smartwms.platform.database.GroupCommit;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.function.IntSupplier;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Allocates the orders' ids, ascending in the order of placing. A transaction that places a group of orders takes all its ids from the
 * database sequence at once: as generated ids of the rows, every order would cost a round trip of its own. The ids of the lines of one
 * order follow one another. Ids that are not used are not allocated again.
 */
@Component
class OrderIds {

    /** PostgreSQL's name for that of the column's identity, which pods of an earlier release use as well. */
    private static final String SEQUENCE = "orders_id_seq";

    /** An end to it, should the sequence not count by one. */
    private static final int MAX_ATTEMPTS = 1000;

    private final JdbcTemplate jdbc;
    private final String nextValue;
    private final IntSupplier groupSize;

    @Autowired
    OrderIds(JdbcTemplate jdbc, EntityManagerFactory entities, ObjectProvider<GroupCommit> groups) {
        this(
                jdbc,
                entities,
                groups.stream()
                        .findFirst()
                        .<IntSupplier>map(group -> group::size)
                        .orElse(() -> 1));
    }

    /** @param groupSize how many commands the current transaction has, each of which may place an order */
    OrderIds(JdbcTemplate jdbc, EntityManagerFactory entities, IntSupplier groupSize) {
        this.jdbc = jdbc;
        this.groupSize = groupSize;
        this.nextValue = entities.unwrap(SessionFactoryImplementor.class)
                .getJdbcServices()
                .getDialect()
                .getSequenceSupport()
                .getSelectSequenceNextValString(SEQUENCE);
    }

    /** The first of so many ids that follow one another; there must be a transaction. */
    long next(int count) {
        if (count > 1) {
            return allocateConsecutive(count);
        }
        Queue<Long> allocated = allocated();
        return allocated.isEmpty() ? allocate(1).get(0) : allocated.remove();
    }

    /** Another transaction may take an id in between; then the next ones are tried. */
    private long allocateConsecutive(int count) {
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            List<Long> ids = allocate(count);
            if (ids.get(count - 1) - ids.get(0) == count - 1) {
                return ids.get(0);
            }
        }
        throw new IllegalStateException(
                "The sequence %s gives no %d ids that follow one another".formatted(SEQUENCE, count));
    }

    @SuppressWarnings("unchecked")
    private Queue<Long> allocated() {
        Queue<Long> allocated = (Queue<Long>) TransactionSynchronizationManager.getResource(this);
        if (allocated == null) {
            allocated = new ArrayDeque<>(allocate(groupSize.getAsInt()));
            TransactionSynchronizationManager.bindResource(this, allocated);
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    TransactionSynchronizationManager.unbindResource(OrderIds.this);
                }
            });
        }
        return allocated;
    }

    private List<Long> allocate(int count) {
        String rows = String.join(",", Collections.nCopies(count, "(0)"));
        return jdbc.queryForList("select " + nextValue + " from (values " + rows + ") as one(x)", Long.class);
    }
}
