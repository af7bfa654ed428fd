package io.smartwms.stock;

import io.smartwms.platform.event.BatchLocks;
import io.smartwms.stock.StockInbox.DeliveryOrderCanceled;
import io.smartwms.stock.StockInbox.DeliveryOrdered;
import io.smartwms.stock.StockInbox.PackingConfirmed;
import io.smartwms.stock.StockInbox.ProductRegistered;
import java.util.List;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Takes the products of a batch by their ids, so that replicas whose batches share products wait instead of failing. */
@Component
class ProductLocks implements BatchLocks {

    private final StockRoom room;

    ProductLocks(StockRoom room) {
        this.room = room;
    }

    @Override
    public void lock(List<Object> events) {
        TreeSet<String> taken = new TreeSet<>();
        TreeSet<String> takenOrMade = new TreeSet<>();
        for (Object event : events) {
            if (event instanceof DeliveryOrdered ordered) {
                takenOrMade.add(ordered.productId());
            } else if (event instanceof ProductRegistered registered) {
                takenOrMade.add(registered.productId());
            } else if (event instanceof PackingConfirmed packed) {
                taken.add(packed.productId());
            } else if (event instanceof DeliveryOrderCanceled canceled) {
                taken.add(canceled.productId());
            }
        }
        taken.addAll(takenOrMade);
        if (!taken.isEmpty()) {
            room.takeAll(taken);
            takenOrMade.forEach(room::takeOrMake);
        }
    }
}
