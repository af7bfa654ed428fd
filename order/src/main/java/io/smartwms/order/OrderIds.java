package io.smartwms.order;

import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Queue;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Gives each order its id, ascending in the order of placing. Orders that are placed together draw theirs together: left to
 * the insert of each row, every order would cost a round trip to the database of its own. A number that was drawn in vain is
 * not given again.
 */
@Component
class OrderIds {

    /** PostgreSQL's name for that of the column's identity, from which pods of an earlier release draw as well. */
    private static final String SEQUENCE = "orders_id_seq";

    private final JdbcTemplate jdbc;
    private final String next;
    private final ThreadLocal<Drawn> mine = ThreadLocal.withInitial(Drawn::new);

    OrderIds(JdbcTemplate jdbc, EntityManagerFactory entities) {
        this.jdbc = jdbc;
        this.next = entities.unwrap(SessionFactoryImplementor.class)
                .getJdbcServices()
                .getDialect()
                .getSequenceSupport()
                .getSelectSequenceNextValString(SEQUENCE);
    }

    private static final class Drawn {

        private final Queue<Long> ids = new ArrayDeque<>();
        private int expected = 1;
    }

    /** This thread is about to do so many commands in one transaction, and each of them may place an order. */
    void expect(int commands) {
        Drawn drawn = mine.get();
        drawn.ids.clear();
        drawn.expected = commands;
    }

    long next() {
        Drawn drawn = mine.get();
        if (drawn.ids.isEmpty()) {
            String rows = String.join(",", Collections.nCopies(drawn.expected, "(0)"));
            drawn.ids.addAll(jdbc.queryForList("select " + next + " from (values " + rows + ") as one(x)", Long.class));
            drawn.expected = 1;
        }
        return drawn.ids.remove();
    }
}
