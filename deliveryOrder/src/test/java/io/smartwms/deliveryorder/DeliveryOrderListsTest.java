package io.smartwms.deliveryorder;

import io.smartwms.platform.test.Lists;
import java.time.OffsetDateTime;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

class DeliveryOrderListsTest extends Lists {

    private static final long FIRST = 900_000;

    @Autowired
    private JdbcTemplate jdbc;

    @Override
    protected String table() {
        return "delivery_order";
    }

    @Override
    protected void makeRows() {
        if (jdbc.queryForObject("select count(*) from delivery_order where id >= " + FIRST, Long.class) > 0) {
            return;
        }
        OffsetDateTime time = OffsetDateTime.parse("2026-01-31T09:00:00Z");
        // Not in the order of their ids.
        for (int i = 24; i >= 0; i--) {
            jdbc.update(
                    "insert into delivery_order (id, order_id, product_id, product_name, delivery_order_qty,"
                            + " delivery_order_status, create_date, update_date, version, mall_id, parcel_line)"
                            + " values (?, 'lists', 'L', ?, ?, 'DeliveryOrdered', ?, ?, 0, ?, ?)",
                    FIRST + i,
                    i % 3 == 0 ? null : "name " + i % 3,
                    1 + i % 2,
                    time.plusMinutes(i % 5),
                    time,
                    i % 3 == 0 ? null : "mall-" + i % 2,
                    1 + i % 3);
        }
    }
}
