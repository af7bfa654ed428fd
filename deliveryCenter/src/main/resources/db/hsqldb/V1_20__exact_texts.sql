-- Indexes that are sorted as texts were compared before the platform's V0_20 are built anew. And HSQLDB, unlike clients and
-- PostgreSQL, counts a character outside of Unicode's first plane twice.
drop index delivery_page_by_order;
drop index delivery_page_by_product;
alter table delivery_page alter column order_id set data type varchar(100);
alter table delivery_page alter column product_id set data type varchar(100);
alter table delivery_page alter column product_name set data type varchar(400);
alter table row_count alter column property_value set data type varchar(100);
create index delivery_page_by_order on delivery_page (order_id, id);
create index delivery_page_by_product on delivery_page (product_id, id);
