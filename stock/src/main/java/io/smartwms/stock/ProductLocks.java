package io.smartwms.stock;

import io.smartwms.platform.event.BatchLocks;
import io.smartwms.stock.StockConsumedEvents.DeliveryOrderCanceled;
import io.smartwms.stock.StockConsumedEvents.DeliveryOrdered;
import io.smartwms.stock.StockConsumedEvents.PackingConfirmed;
import io.smartwms.stock.StockConsumedEvents.ProductRegistered;
import java.util.List;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Locks the products of a batch in the order of their ids, so that replicas whose batches share products wait instead of deadlocking. */
@Component
class ProductLocks implements BatchLocks {

    private final LockedStocks lockedStocks;

    ProductLocks(LockedStocks lockedStocks) {
        this.lockedStocks = lockedStocks;
    }

    @Override
    public void lock(List<Object> events) {
        TreeSet<String> locked = new TreeSet<>();
        TreeSet<String> created = new TreeSet<>();
        for (Object event : events) {
            if (event instanceof DeliveryOrdered ordered) {
                created.add(ordered.productId());
            } else if (event instanceof ProductRegistered registered) {
                created.add(registered.productId());
            } else if (event instanceof PackingConfirmed packed) {
                locked.add(packed.productId());
            } else if (event instanceof DeliveryOrderCanceled canceled) {
                locked.add(canceled.productId());
            }
        }
        locked.addAll(created);
        if (!locked.isEmpty()) {
            lockedStocks.lockAll(locked);
            created.forEach(lockedStocks::lockOrCreate);
        }
    }
}
