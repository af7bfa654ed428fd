-- Lists are read in the order of an index; H2 takes one only if it begins with what is compared and ends with the order.
create index delivery_packing_by_order on delivery_packing (order_id, id);
create index delivery_packing_by_product on delivery_packing (product_id, id);
create index delivery_packing_by_invoice_no on delivery_packing (invoice_no, id);
create index delivery_packing_by_interface_date on delivery_packing (logistics_interface_date, id);
drop index delivery_packing_by_order_id;
drop index delivery_packing_by_product_id;
