-- Built beside running pods, which go on writing; one that was left half done is built again.
drop index concurrently if exists delivery_order_by_mall;
create index concurrently delivery_order_by_mall on delivery_order (mall_id, id);
