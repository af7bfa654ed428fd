-- Built beside running pods, which go on writing; one that was left half done is built again.
drop index concurrently if exists delivery_picking_by_invoice_no;
create index concurrently delivery_picking_by_invoice_no on delivery_picking (invoice_no, id);
