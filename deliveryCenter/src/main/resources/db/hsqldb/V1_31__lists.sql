create index delivery_page_by_mall on delivery_page (mall_id, id);
create index delivery_page_by_due_date on delivery_page (due_date, id);
