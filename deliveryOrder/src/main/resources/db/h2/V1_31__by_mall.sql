create index delivery_order_by_mall on delivery_order (mall_id, id);
