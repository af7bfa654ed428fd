-- Lists are read in the order of an index. Built beside running pods, which go on writing; one that was left half done is
-- built again.
drop index concurrently if exists delivery_packing_by_order;
create index concurrently delivery_packing_by_order on delivery_packing (order_id, id);
drop index concurrently if exists delivery_packing_by_product;
create index concurrently delivery_packing_by_product on delivery_packing (product_id, id);
drop index concurrently if exists delivery_packing_by_invoice_no;
create index concurrently delivery_packing_by_invoice_no on delivery_packing (invoice_no, id);
drop index concurrently if exists delivery_packing_by_interface_date;
create index concurrently delivery_packing_by_interface_date on delivery_packing (logistics_interface_date, id);
drop index concurrently if exists delivery_packing_by_order_id;
drop index concurrently if exists delivery_packing_by_product_id;
