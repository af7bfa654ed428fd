-- Lists are read in the order of an index.
create index order_page_by_invoice_no on order_page (invoice_no, id);
create index order_page_by_order_date on order_page (order_date, id);
create index order_page_by_interface_date on order_page (logistics_interface_date, id);
