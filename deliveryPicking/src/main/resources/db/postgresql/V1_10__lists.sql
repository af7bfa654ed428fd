-- Lists are read in the order of an index. Built beside running pods, which go on writing; one that was left half done is
-- built again.
drop index concurrently if exists delivery_picking_by_order;
create index concurrently delivery_picking_by_order on delivery_picking (order_id, id);
drop index concurrently if exists delivery_picking_by_product;
create index concurrently delivery_picking_by_product on delivery_picking (product_id, id);
drop index concurrently if exists delivery_picking_by_status_id;
create index concurrently delivery_picking_by_status_id on delivery_picking (picking_status, id);
drop index concurrently if exists delivery_picking_by_order_id;
drop index concurrently if exists delivery_picking_by_product_id;
