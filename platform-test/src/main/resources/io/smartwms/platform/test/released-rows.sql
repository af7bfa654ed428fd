-- Rows of the platform's own tables, as every service of the latest release writes them; see docs/rolling-updates.md.
insert into outbox (event_id, event_type, event_key, event_time, trace_parent, payload) values
    ('0b0e2a4e-6f0c-4f5d-9a57-3d8f3f1c0a01', 'Ordered', '7', '2026-01-31T09:00:00.123456Z',
     '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
     '{"id":7,"orderId":"M-20260131-0007","productId":"TV-55","productName":"TV 55\"","orderQty":2,"orderStatus":"Ordered","createDate":"2026-01-31T09:00:00.123456Z"}');
insert into parked_event (topic, topic_partition, topic_offset, event_key, event_type, event_id, event_time, trace_parent,
    payload, state, reason, parked_at) values
    ('wms', 3, 41, '900', 'DeliveryOrdered', '0b0e2a4e-6f0c-4f5d-9a57-3d8f3f1c0a02', '2026-01-31T09:00:00.123456Z', null,
     '{broken', 'FAILED', 'Unreadable: The body cannot be read', '2026-01-31T09:00:00.123456Z');
insert into idempotency_key (idempotency_key, fingerprint, resource_id, created_at) values
    ('first-try', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', '7', '2026-01-31T09:00:00.123456Z');
