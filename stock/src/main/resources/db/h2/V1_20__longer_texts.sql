-- The texts' lengths are those that clients hear of; H2 counts a character outside of Unicode's first plane twice.
alter table stock alter column product_id set data type varchar(100);
alter table stock alter column product_name set data type varchar(400);
alter table reservation alter column order_id set data type varchar(100);
alter table reservation alter column product_id set data type varchar(100);
alter table stock_movement alter column product_id set data type varchar(100);
alter table stock_movement alter column order_id set data type varchar(100);
alter table stock_movement alter column note set data type varchar(400);
