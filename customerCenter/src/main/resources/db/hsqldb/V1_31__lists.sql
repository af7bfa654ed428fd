create index order_page_by_mall on order_page (mall_id, id);
