-- Rows as the latest release writes them; see docs/rolling-updates.md.
insert into delivery_picking (id, order_id, product_id, product_name, delivery_order_id, order_qty, picking_status, pickable_yn, picking_order_print_yn, order_confirm_print_yn, invoice_print_yn, invoice_no, create_date, update_date, version) values
    (7, 'M-20260131-0007', 'TV-55', 'TV 55"', 7, 2, 'PickingOrdered', 'N', 'N', 'N', 'N', null, '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', 0),
    (8, 'M-20260131-0007', 'TV-55', null, 8, 1000000, 'PickingConfirmed', 'N', 'Y', 'Y', 'Y', '000000000080', '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', 3),
    (9, '9', '책-1', '책', 9, 1, 'PickingCanceled', 'N', 'N', 'N', 'N', null, '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', 1);
