-- Built beside running pods, which go on writing; one that was left half done is built again.
drop index concurrently if exists delivery_page_by_mall;
create index concurrently delivery_page_by_mall on delivery_page (mall_id, id);
drop index concurrently if exists delivery_page_by_due_date;
create index concurrently delivery_page_by_due_date on delivery_page (due_date, id);
