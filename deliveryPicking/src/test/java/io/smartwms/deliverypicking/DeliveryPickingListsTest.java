package io.smartwms.deliverypicking;

import io.smartwms.platform.test.Lists;
import java.time.OffsetDateTime;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

class DeliveryPickingListsTest extends Lists {

    private static final long FIRST = 900_000;

    @Autowired
    private JdbcTemplate jdbc;

    @Override
    protected String table() {
        return "delivery_picking";
    }

    @Override
    protected void makeRows() {
        if (jdbc.queryForObject("select count(*) from delivery_picking where id >= " + FIRST, Long.class) > 0) {
            return;
        }
        OffsetDateTime time = OffsetDateTime.parse("2026-01-31T09:00:00Z");
        // Not in the order of their ids.
        for (int i = 24; i >= 0; i--) {
            jdbc.update(
                    "insert into delivery_picking (id, order_id, product_id, product_name, delivery_order_id, order_qty,"
                            + " picking_status, pickable_yn, picking_order_print_yn, order_confirm_print_yn,"
                            + " invoice_print_yn, invoice_no, create_date, update_date, version, parcel_line, ship_by)"
                            + " values (?, 'lists', 'L', ?, ?, ?, 'PickingOrdered', 'Y', ?, 'N', 'N', ?, ?, ?, 0, ?, ?)",
                    FIRST + i,
                    i % 3 == 0 ? null : "name " + i % 3,
                    FIRST + i,
                    1 + i % 2,
                    i % 2 == 0 ? "Y" : "N",
                    i % 2 == 0 ? null : "L" + i,
                    time.plusMinutes(i % 5),
                    time,
                    1 + i % 3,
                    i % 4 == 0 ? null : time.plusDays(i % 3));
        }
    }
}
