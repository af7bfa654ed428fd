-- Rows as the latest release writes them; see docs/rolling-updates.md.
insert into orders (id, order_id, product_id, product_name, order_qty, order_status, delivery_order_status, cancelable, create_date, update_date, version) values
    (7, 'M-20260131-0007', 'TV-55', 'TV 55"', 2, 'Ordered', null, true, '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', 0),
    (8, 'M-20260131-0007', 'TV-55', null, 1000000, 'Ordered', 'LogisticsInterfaced', false, '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', 9),
    (9, '9', '책-1', '책', 1, 'OrderCanceled', 'DeliveryOrderCanceled', false, '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', 2);
