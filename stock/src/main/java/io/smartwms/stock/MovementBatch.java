package io.smartwms.stock;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Inserts the movements of a transaction as one JDBC batch when it commits. Hibernate would insert each by itself to learn its
 * generated id, hundreds of round trips in a batch of events, while other instances wait for the products' locks. The ids of a
 * product's movements ascend, since its row is locked.
 */
@Component
class MovementBatch {

    private final JdbcTemplate jdbc;

    MovementBatch(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds the movement when the current transaction commits; there must be one. */
    void add(StockMovement movement) {
        movements().add(movement);
    }

    @SuppressWarnings("unchecked")
    private List<StockMovement> movements() {
        List<StockMovement> movements = (List<StockMovement>) TransactionSynchronizationManager.getResource(this);
        if (movements == null) {
            movements = new ArrayList<>();
            TransactionSynchronizationManager.bindResource(this, movements);
            TransactionSynchronizationManager.registerSynchronization(new Commit(movements));
        }
        return movements;
    }

    private final class Commit implements TransactionSynchronization {

        private final List<StockMovement> movements;

        private Commit(List<StockMovement> movements) {
            this.movements = movements;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            jdbc.batchUpdate(
                    StockMovement.ADD,
                    movements.stream().map(StockMovement::columns).toList());
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResource(MovementBatch.this);
        }
    }
}
