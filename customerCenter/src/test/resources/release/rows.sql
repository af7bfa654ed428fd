-- Rows as the latest release writes them; see docs/rolling-updates.md.
insert into order_page (id, version, order_id, product_id, product_name, order_qty, order_status, delivery_order_id, delivery_status, invoice_no, order_date, delivery_order_date, picking_order_date, stock_short_date, stock_assign_date, picking_date, packing_order_date, packing_date, packed_date, logistics_interface_date, cancel_date) values
    (7, 0, null, null, null, null, null, null, 'StockAssigned', null, null, null, null, null, '2026-01-31T09:00:00.123456Z', null, null, null, null, null, null),
    (8, 9, 'M-20260131-0007', 'TV-55', 'TV 55"', 2, 'Ordered', 8, 'LogisticsInterfaced', '000000000080', '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', null),
    (9, 2, '9', '책-1', null, 1, 'OrderCanceled', 9, 'DeliveryOrderCanceled', null, '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', null, null, null, null, null, null, null, null, '2026-01-31T09:00:00.123456Z');
insert into row_count (property, property_value, slot, row_total) values
    ('*', '*', 0, 3),
    ('orderStatus', 'Ordered', 0, 1),
    ('orderStatus', 'OrderCanceled', 3, 1);
