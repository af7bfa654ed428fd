-- Rows as the latest release writes them; see docs/rolling-updates.md.
insert into product (product_id, product_name, product_status, stock_increase_qty, product_whs_date, create_date, update_date, version) values
    ('TV-55', 'TV 55"', 'ProductRegistered', 70, '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', 0),
    ('책-1', '책', 'ProductRegistered', 0, '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', '2026-01-31T09:00:00.123456Z', 0);
