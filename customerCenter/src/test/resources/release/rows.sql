-- Rows as the latest release writes them; see docs/rolling-updates.md.
insert into order_page (id, version, order_id, product_id, product_name, order_qty, order_status, delivery_order_id, delivery_status, invoice_no, order_date, delivery_order_date, picking_order_date, stock_short_date, stock_assign_date, picking_date, packing_order_date, packing_date, packed_date, logistics_interface_date, cancel_date) values
    (7, 0, null, null, null, null, null, null, 'StockAssigned', null, null, null, null, null, '2026-01-31T09:00:00.123456Z', null, null, null, null, null, null),
    (8, 9, 'M-20260131-0007', 'TV-55', 'TV 55"', 2, 'Ordered', 8, 'LogisticsInterfaced', '000000000080', '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', null),
    (9, 2, '9', '책-1', null, 1, 'OrderCanceled', 9, 'DeliveryOrderCanceled', null, '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', null, null, null, null, null, null, null, null, '2026-01-31T09:00:00.123456Z');
insert into row_count (property, property_value, slot, row_total) values
    ('*', '*', 0, 3),
    ('orderStatus', 'Ordered', 0, 1),
    ('orderStatus', 'OrderCanceled', 3, 1);
insert into outbox (event_id, event_type, event_key, event_time, trace_parent, payload) values
    ('0b0e2a4e-6f0c-4f5d-9a57-3d8f3f1c0a01', 'Ordered', '7', '2026-01-31T09:00:00.123456Z',
     '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
     '{"id":7,"orderId":"M-20260131-0007","productId":"TV-55","productName":"TV 55\"","orderQty":2,"orderStatus":"Ordered","createDate":"2026-01-31T09:00:00.123456Z"}');
insert into parked_event (topic, topic_partition, topic_offset, event_key, event_type, event_id, event_time, trace_parent,
    payload, state, reason, parked_at) values
    ('wms', 3, 41, '900', 'Ordered', '0b0e2a4e-6f0c-4f5d-9a57-3d8f3f1c0a02', '2026-01-31T09:00:00.123456Z', null,
     '{broken', 'FAILED', 'Unreadable: The body cannot be read', '2026-01-31T09:00:00.123456Z');
insert into idempotency_key (idempotency_key, fingerprint, resource_id, created_at) values
    ('first-try', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', '7', '2026-01-31T09:00:00.123456Z');
