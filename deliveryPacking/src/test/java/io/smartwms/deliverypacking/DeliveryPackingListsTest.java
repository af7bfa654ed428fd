package io.smartwms.deliverypacking;

import io.smartwms.platform.test.Lists;
import java.time.OffsetDateTime;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

class DeliveryPackingListsTest extends Lists {

    private static final long FIRST = 900_000;

    @Autowired
    private JdbcTemplate jdbc;

    @Override
    protected String table() {
        return "delivery_packing";
    }

    @Override
    protected void makeRows() {
        if (jdbc.queryForObject("select count(*) from delivery_packing where id >= " + FIRST, Long.class) > 0) {
            return;
        }
        OffsetDateTime time = OffsetDateTime.parse("2026-01-31T09:00:00Z");
        // Not in the order of their ids.
        for (int i = 24; i >= 0; i--) {
            boolean handedOver = i % 2 == 0;
            jdbc.update(
                    "insert into delivery_packing (id, order_id, product_id, delivery_order_id, order_qty, invoice_no,"
                            + " packing_status, logistics_interface_status, logistics_interface_date, create_date,"
                            + " update_date, version, parcel_line, ship_by)"
                            + " values (?, 'lists', 'L', ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)",
                    FIRST + i,
                    FIRST + i,
                    1 + i % 3,
                    "L" + i / 5,
                    handedOver ? "PackingConfirmed" : "PackingOrdered",
                    handedOver ? "LogisticsInterfaced" : null,
                    handedOver ? time.plusMinutes(i % 3) : null,
                    time.plusMinutes(i % 5),
                    time,
                    1 + i % 3,
                    i % 4 == 0 ? null : time.plusDays(i % 3));
        }
    }
}
