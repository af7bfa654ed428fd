-- Lists are read in the order of an index. Built beside running pods, which go on writing; one that was left half done is
-- built again.
drop index concurrently if exists orders_by_order;
create index concurrently orders_by_order on orders (order_id, id);
drop index concurrently if exists orders_by_create_date;
create index concurrently orders_by_create_date on orders (create_date, id);
