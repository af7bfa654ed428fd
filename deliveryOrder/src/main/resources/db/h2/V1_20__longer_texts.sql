-- The texts' lengths are those that clients hear of; H2 counts a character outside of Unicode's first plane twice.
alter table delivery_order alter column order_id set data type varchar(100);
alter table delivery_order alter column product_id set data type varchar(100);
alter table delivery_order alter column product_name set data type varchar(400);
