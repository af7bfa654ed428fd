-- HSQLDB would take "SP1" and "SP1 " for equal, as no other engine does. The index of the only column that could have held both
-- is made anew, in the new order.
set database collation SQL_TEXT no pad;
drop index delivery_page_by_order;
create index delivery_page_by_order on delivery_page (order_id, id);
