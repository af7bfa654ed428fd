-- Rows as the latest release writes them; see docs/rolling-updates.md.
insert into stock (product_id, product_name, registered, stock_qty, stock_assign_qty, waiting, head_id, head_qty, create_date, update_date, version) values
    ('TV-55', 'TV 55"', true, 5, 2, 1, 10, 4, '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', 4),
    ('책-1', null, false, 0, 0, 1, 11, 1, '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', 1);
insert into reservation (id, order_id, product_id, qty, status, create_date, update_date, version) values
    (7, 'M-20260131-0007', 'TV-55', 2, 'Assigned', '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', 0),
    (8, 'M-20260131-0007', 'TV-55', 1, 'Settled', '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', 1),
    (9, '9', 'TV-55', 1, 'Released', '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', 1),
    (10, '10', 'TV-55', 4, 'Waiting', '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', 0),
    (11, '11', '책-1', 1, 'Waiting', '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', 0),
    (12, '12', 'TV-55', 1, 'Restocked', '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', 2),
    (13, '13', 'TV-55', 1, 'Canceled', '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', 0);
insert into stock_movement (product_id, reason, qty, stock_qty, reservation_id, order_id, note, create_date) values
    ('TV-55', 'Registered', 7, 7, null, null, null, '2026-01-31T09:00:00.123456Z'),
    ('TV-55', 'Received', 1, 8, null, null, 'late', '2026-01-31T09:00:00.123456Z'),
    ('TV-55', 'Packed', -1, 7, 8, 'M-20260131-0007', null, '2026-01-31T09:00:00.123456Z'),
    ('TV-55', 'Packed', -1, 6, 12, '12', null, '2026-01-31T09:00:00.123456Z'),
    ('TV-55', 'Restocked', 1, 7, 12, '12', null, '2026-01-31T09:00:00.123456Z'),
    ('TV-55', 'Damaged', -1, 6, null, null, null, '2026-01-31T09:00:00.123456Z'),
    ('TV-55', 'Counted', -1, 5, null, null, null, '2026-01-31T09:00:00.123456Z');
