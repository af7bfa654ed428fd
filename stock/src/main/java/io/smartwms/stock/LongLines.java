package io.smartwms.stock;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Limit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Goes on where {@link StockRoom#putBack} has left off: whoever brings goods in serves only the head of a long line, since
 * tens of thousands of orders may wait for them, more than one transaction should hold. That there is a rest stands in the
 * stock's row itself, so it survives a crash.
 */
@Component
class LongLines {

    private static final Logger LOG = LoggerFactory.getLogger(LongLines.class);
    private static final Limit AT_ONCE = Limit.of(100);

    private final StockRoom room;
    private final Stocks stocks;
    private final TransactionTemplate transaction;

    LongLines(StockRoom room, Stocks stocks, PlatformTransactionManager transactions) {
        this.room = room;
        this.stocks = stocks;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** One transaction per product and stretch of its line, by turns, until all lines are held up or empty. */
    @Scheduled(fixedDelay = 500)
    void serve() {
        try {
            List<String> products = stocks.findServable(AT_ONCE);
            while (!products.isEmpty()) {
                for (String product : products) {
                    transaction.executeWithoutResult(
                            status -> room.take(product).ifPresent(room::putBack));
                }
                products = stocks.findServable(AT_ONCE);
            }
        } catch (RuntimeException e) {
            LOG.warn("Orders in line wait for the next try: {}", e.toString());
        }
    }
}
