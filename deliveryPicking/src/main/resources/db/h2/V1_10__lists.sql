-- Lists are read in the order of an index; H2 takes one only if it begins with what is compared and ends with the order.
create index delivery_picking_by_order on delivery_picking (order_id, id);
create index delivery_picking_by_product on delivery_picking (product_id, id);
create index delivery_picking_by_status_id on delivery_picking (picking_status, id);
drop index delivery_picking_by_order_id;
drop index delivery_picking_by_product_id;
