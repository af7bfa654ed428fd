create index orders_by_mall on orders (mall_id, id);
