-- Built beside running pods, which go on writing; one that was left half done is built again.
drop index concurrently if exists orders_by_mall;
create index concurrently orders_by_mall on orders (mall_id, id);
