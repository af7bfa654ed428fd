-- HSQLDB would take "SP1" and "SP1 " for equal, as no other engine does. The index of the only column that could have held both
-- is made anew, in the new order.
set database collation SQL_TEXT no pad;
drop index order_page_by_order;
create index order_page_by_order on order_page (order_id, id);
