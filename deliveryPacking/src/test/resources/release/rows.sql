-- Rows as the latest release writes them; see docs/rolling-updates.md.
insert into delivery_packing (id, order_id, product_id, delivery_order_id, order_qty, invoice_no, packing_status, logistics_interface_status, logistics_interface_date, create_date, update_date, version) values
    (7, 'M-20260131-0007', 'TV-55', 7, 2, '000000000070', 'PackingOrdered', null, null, '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', 0),
    (8, 'M-20260131-0007', 'TV-55', 8, 1000000, '000000000080', 'PackingConfirmed', 'LogisticsInterfaced', '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', 2),
    (9, '9', '책-1', 9, 1, null, 'PackingCanceled', null, null, '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', 0);
