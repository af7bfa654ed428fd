package io.smartwms.stock;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Where those add lines to the ledgers who need not know their numbers: together, at the end of their transaction. Hibernate
 * would insert each by itself to learn its number, hundreds of round trips in a batch of events, and all the time other
 * instances wait for the products' rows. The numbers of a product's lines ascend, for its row is held.
 */
@Component
class Ledger {

    private final JdbcTemplate jdbc;

    Ledger(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds the line when the current transaction commits; there must be one. */
    void add(StockMovement movement) {
        lines().add(movement);
    }

    @SuppressWarnings("unchecked")
    private List<StockMovement> lines() {
        List<StockMovement> lines = (List<StockMovement>) TransactionSynchronizationManager.getResource(this);
        if (lines == null) {
            lines = new ArrayList<>();
            TransactionSynchronizationManager.bindResource(this, lines);
            TransactionSynchronizationManager.registerSynchronization(new Commit(lines));
        }
        return lines;
    }

    private final class Commit implements TransactionSynchronization {

        private final List<StockMovement> lines;

        private Commit(List<StockMovement> lines) {
            this.lines = lines;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            jdbc.batchUpdate(
                    StockMovement.ADD,
                    lines.stream().map(StockMovement::columns).toList());
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResource(Ledger.this);
        }
    }
}
