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
 * Serves what {@link LockedStocks#saveAndServeQueue} leaves: a receipt of goods serves only the head of a long queue, since
 * tens of thousands of orders may wait, more than one transaction should hold. The stock's row tells that there is a rest, so
 * it survives a crash.
 */
@Component
class WaitingQueueJob {

    private static final Logger LOG = LoggerFactory.getLogger(WaitingQueueJob.class);
    private static final Limit AT_ONCE = Limit.of(100);

    private final LockedStocks lockedStocks;
    private final Stocks stocks;
    private final TransactionTemplate transaction;

    WaitingQueueJob(LockedStocks lockedStocks, Stocks stocks, PlatformTransactionManager transactions) {
        this.lockedStocks = lockedStocks;
        this.stocks = stocks;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** One transaction per product and part of its queue, in turn, until no queue can be served any further. */
    @Scheduled(fixedDelay = 500)
    void serve() {
        try {
            List<String> products = stocks.findServable(AT_ONCE);
            while (!products.isEmpty()) {
                for (String product : products) {
                    transaction.executeWithoutResult(
                            status -> lockedStocks.lock(product).ifPresent(lockedStocks::saveAndServeQueue));
                }
                products = stocks.findServable(AT_ONCE);
            }
        } catch (RuntimeException e) {
            LOG.warn("Waiting orders could not be served and will be tried again: {}", e.toString());
        }
    }
}
