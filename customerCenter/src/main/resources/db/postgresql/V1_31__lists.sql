-- Built beside running pods, which go on writing; one that was left half done is built again.
drop index concurrently if exists order_page_by_mall;
create index concurrently order_page_by_mall on order_page (mall_id, id);
