-- Lists are read in the order of an index; H2 takes one only if it begins with what is compared and ends with the order.
create index orders_by_order on orders (order_id, id);
create index orders_by_create_date on orders (create_date, id);
