package io.smartwms.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class OrderIdsTest extends OrderServiceTest {

    @Autowired
    private OrderIds ids;

    @BeforeEach
    void reset() {
        CENTRE.reset();
    }

    /** Another one may draw while a group places its orders: what the group has drawn is its own, and lower. */
    @Test
    void aGroupDrawsItsIdsTogether() throws InterruptedException {
        ids.expect(3);
        List<Long> group = new ArrayList<>(List.of(ids.next()));
        List<Long> other = new ArrayList<>();
        Thread thread = new Thread(() -> other.add(ids.next()));
        thread.start();
        thread.join();
        group.add(ids.next());
        group.add(ids.next());

        assertThat(group).isSorted().doesNotHaveDuplicates();
        assertThat(other.get(0)).isGreaterThan(group.get(2));
        assertThat(ids.next()).isGreaterThan(other.get(0));
    }

    @Test
    void whatAGroupDidNotNeedIsNotGivenToTheNext() {
        ids.expect(3);
        long first = ids.next();
        ids.expect(1);

        assertThat(ids.next()).isGreaterThan(first + 2);
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
