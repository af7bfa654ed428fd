-- Lists are read in the order of an index.
create index delivery_page_by_invoice_no on delivery_page (invoice_no, id);
create index delivery_page_by_order_date on delivery_page (order_date, id);
create index delivery_page_by_interface_date on delivery_page (logistics_interface_date, id);

-- By stage there are two orders. Of the indexes that begin with a column HSQLDB takes the first for "=", and the longest for a
-- range: so the one by id is made first, and whoever wants the longest waiting first asks for a range of one stage.
drop index delivery_page_by_stage;
create index delivery_page_by_stage_id on delivery_page (stage, id);
create index delivery_page_by_stage on delivery_page (stage, stage_date, id);
