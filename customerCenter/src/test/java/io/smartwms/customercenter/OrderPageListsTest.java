package io.smartwms.customercenter;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartwms.platform.test.Http;
import io.smartwms.platform.test.Lists;
import io.smartwms.platform.view.View;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

class OrderPageListsTest extends Lists {

    private static final long FIRST = 900_000;
    private static final long LATER = 2_000_000;

    @Autowired
    private Http http;

    @Autowired
    private View<OrderPage> view;

    @Autowired
    private TransactionTemplate transaction;

    @Override
    protected String table() {
        return "order_page";
    }

    @Override
    protected void makeRows() {
        Instant time = Instant.parse("2026-01-31T09:00:00Z");
        // Not in the order of their ids.
        transaction.executeWithoutResult(status -> {
            for (int i = 24; i >= 0; i--) {
                int n = i;
                view.change(FIRST + n, page -> {
                    page.ordered(
                                    "lists",
                                    "L",
                                    n % 3 == 0 ? null : "name " + n % 3,
                                    1 + n % 2,
                                    n % 3 == 0 ? null : "mall-" + n % 2)
                            .parcel(FIRST + n - n % 3, 3, n % 4 == 0 ? null : time.plusSeconds(n % 4))
                            .status(OrderPage.OrderStatus.Ordered)
                            .deliveryOrder(FIRST + n)
                            .invoice("L" + n / 5);
                    page.reached(DeliveryStatus.Ordered, time.plusSeconds(n % 4));
                    page.reached(DeliveryStatus.LogisticsInterfaced, time.plusSeconds(n % 3));
                });
            }
        });
    }

    /** The rows that come in are counted, and stand behind those of the page. */
    @Test
    void aPageInTheSecondHalfStaysWhileRowsAreInserted() {
        long total = view.rows();
        while (total < 400) {
            insert(LATER + total, 100);
            total = view.rows();
        }
        long page = total * 9 / 10 / 5;
        String list = "/orderPages?size=5&page=" + page;
        List<String> before = ids(list + "&sort=id,asc");
        AtomicBoolean enough = new AtomicBoolean();
        long next = LATER + 1_000_000 + total;
        CompletableFuture<Void> arrivals = CompletableFuture.runAsync(() -> {
            for (long id = next; !enough.get(); id += 3) {
                insert(id, 3);
            }
        });
        try {
            for (int i = 0; i < 500; i++) {
                assertThat(ids(list + (i % 2 == 0 ? "&sort=id,asc" : ""))).isEqualTo(before);
            }
        } finally {
            enough.set(true);
            arrivals.join();
        }
        assertThat(view.rows()).isGreaterThan(total);
    }

    private void insert(long first, int count) {
        transaction.executeWithoutResult(status -> LongStream.range(first, first + count)
                .forEach(id -> view.change(id, page -> page.orderLine("arrived", "A", null, 1))));
    }
}
