package io.smartwms.order;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

class OrderIdsTest extends OrderServiceTest {

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private EntityManagerFactory entities;

    @Autowired
    private TransactionTemplate transaction;

    @BeforeEach
    void reset() {
        CENTRE.reset();
    }

    /** Another transaction may allocate ids while a group places its orders: the group's own are allocated already, and lower. */
    @Test
    void aGroupAllocatesItsIdsTogether() {
        OrderIds ids = ofGroupsOf(3);
        List<Long> group = new ArrayList<>();
        List<Long> other = new ArrayList<>();
        List<Long> afterwards = new ArrayList<>();
        transaction.executeWithoutResult(status -> {
            group.add(ids.next(1));
            join(() -> other.addAll(nextAlone(ids)));
            group.add(ids.next(1));
            group.add(ids.next(1));
            afterwards.add(ids.next(1));
        });

        assertThat(group).isSorted().doesNotHaveDuplicates();
        assertThat(other.get(0)).isGreaterThan(group.get(2));
        assertThat(afterwards.get(0)).isGreaterThan(other.get(0));
    }

    @Test
    void idsThatAGroupDidNotUseAreNotAllocatedAgain() {
        OrderIds ids = ofGroupsOf(3);
        long first = nextAlone(ids).get(0);

        assertThat(nextAlone(ids).get(0)).isGreaterThan(first + 2);
    }

    private OrderIds ofGroupsOf(int commands) {
        return new OrderIds(jdbc, entities, () -> commands);
    }

    private List<Long> nextAlone(OrderIds ids) {
        return transaction.execute(status -> List.of(ids.next(1)));
    }

    private static void join(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void ordersOneByOneAreNumberedOneByOneAndCancelsAreNot() {
        http.post("/orders", "{\"orderId\":\"mine\",\"productId\":\"TV\"}").isStatus(201);
        long first = place();
        http.post("/orders", "{\"orderId\":\"mine\",\"orderStatus\":\"OrderCanceled\"}")
                .isStatus(200);

        assertThat(place()).isEqualTo(first + 1);
    }

    private long place() {
        return http.post("/orders", "{\"productId\":\"TV\"}")
                .isStatus(201)
                .json()
                .path("id")
                .asLong();
    }
}
