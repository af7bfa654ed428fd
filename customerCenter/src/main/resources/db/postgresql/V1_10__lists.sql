-- Lists are read in the order of an index. Built beside running pods, which go on writing; one that was left half done is
-- built again.
drop index concurrently if exists order_page_by_invoice_no;
create index concurrently order_page_by_invoice_no on order_page (invoice_no, id);
drop index concurrently if exists order_page_by_order_date;
create index concurrently order_page_by_order_date on order_page (order_date, id);
drop index concurrently if exists order_page_by_interface_date;
create index concurrently order_page_by_interface_date on order_page (logistics_interface_date, id);
