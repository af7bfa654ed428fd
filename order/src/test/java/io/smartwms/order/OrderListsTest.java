package io.smartwms.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartwms.platform.test.Http;
import io.smartwms.platform.test.Lists;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

class OrderListsTest extends Lists {

    private static final long FIRST = 900_000;

    @Autowired
    private Http http;

    @Autowired
    private JdbcTemplate jdbc;

    @Override
    protected String table() {
        return "orders";
    }

    @Override
    protected void makeRows() {
        if (jdbc.queryForObject("select count(*) from orders where id >= " + FIRST, Long.class) > 0) {
            return;
        }
        OffsetDateTime time = OffsetDateTime.parse("2026-01-31T09:00:00Z");
        // Not in the order of their ids.
        for (int i = 24; i >= 0; i--) {
            jdbc.update(
                    "insert into orders (id, order_id, product_id, product_name, order_qty, order_status,"
                            + " delivery_order_status, cancelable, create_date, update_date, version, mall_id, parcel_line)"
                            + " values (?, 'lists', 'L', ?, ?, 'Ordered', ?, true, ?, ?, 0, ?, ?)",
                    FIRST + i,
                    i % 3 == 0 ? null : "name " + i % 3,
                    1 + i % 2,
                    i % 4 == 0 ? null : "DeliveryOrdered",
                    time.plusMinutes(i % 5),
                    time,
                    i % 3 == 0 ? null : "mall-" + i % 2,
                    1 + i % 3);
        }
    }

    @Test
    void aParameterThatACommandDoesNotKnowIsRefusedAndNothingIsDone() {
        long orders = jdbc.queryForObject("select count(*) from orders", Long.class);
        http.post("/orders?dryRun=true", "{\"productId\":\"L\"}").refusesField("dryRun");
        http.delete("/orders/" + FIRST + "?reason=none").refusesField("reason");
        assertThat(jdbc.queryForObject("select count(*) from orders", Long.class))
                .isEqualTo(orders);
        assertThat(http.get("/orders/" + FIRST).json().path("orderStatus").asString())
                .isEqualTo("Ordered");
    }
}
