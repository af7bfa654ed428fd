-- Rows as the latest release writes them; see docs/rolling-updates.md.
insert into delivery_order (id, order_id, product_id, product_name, delivery_order_qty, delivery_order_status, create_date, update_date, version) values
    (7, 'M-20260131-0007', 'TV-55', 'TV 55"', 2, 'DeliveryOrdered', '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', 0),
    (8, 'M-20260131-0007', 'TV-55', null, 1000000, 'DeliveryOrderPacked', '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', 1),
    (9, '9', '책-1', '책', 1, 'DeliveryOrderCanceled', '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', 1);
