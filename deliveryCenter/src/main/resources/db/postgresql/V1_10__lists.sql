-- Lists are read in the order of an index. Built beside running pods, which go on writing; one that was left half done is
-- built again.
drop index concurrently if exists delivery_page_by_invoice_no;
create index concurrently delivery_page_by_invoice_no on delivery_page (invoice_no, id);
drop index concurrently if exists delivery_page_by_order_date;
create index concurrently delivery_page_by_order_date on delivery_page (order_date, id);
drop index concurrently if exists delivery_page_by_interface_date;
create index concurrently delivery_page_by_interface_date on delivery_page (logistics_interface_date, id);
drop index concurrently if exists delivery_page_by_stage_id;
create index concurrently delivery_page_by_stage_id on delivery_page (stage, id);
