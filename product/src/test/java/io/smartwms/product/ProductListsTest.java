package io.smartwms.product;

import io.smartwms.platform.test.Lists;
import java.time.OffsetDateTime;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

class ProductListsTest extends Lists {

    @Autowired
    private JdbcTemplate jdbc;

    @Override
    protected String table() {
        return "product";
    }

    @Override
    protected void makeRows() {
        if (jdbc.queryForObject("select count(*) from product where product_id like '~%'", Long.class) > 0) {
            return;
        }
        OffsetDateTime time = OffsetDateTime.parse("2026-01-31T09:00:00Z");
        // Not in the order of their ids.
        for (int i = 24; i >= 0; i--) {
            jdbc.update(
                    "insert into product (product_id, product_name, product_status, stock_increase_qty, product_whs_date,"
                            + " create_date, update_date, version)"
                            + " values (?, 'lists', 'ProductRegistered', ?, ?, ?, ?, 0)",
                    "~" + i,
                    i % 2,
                    time,
                    time.plusMinutes(i % 5),
                    time);
        }
    }
}
