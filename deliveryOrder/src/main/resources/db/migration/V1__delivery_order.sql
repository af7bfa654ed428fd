create table delivery_order (
    id                    bigint primary key,
    order_id              varchar(50) not null,
    product_id            varchar(50) not null,
    product_name          varchar(200),
    delivery_order_qty    integer     not null,
    delivery_order_status varchar(32) not null,
    create_date           timestamp(6) with time zone not null,
    update_date           timestamp(6) with time zone not null,
    version               bigint      not null,
    constraint delivery_order_qty_range check (delivery_order_qty between 1 and 1000000)
);
create index delivery_order_by_order_id on delivery_order (order_id, id);
create index delivery_order_by_product_id on delivery_order (product_id, id);
create index delivery_order_by_status on delivery_order (delivery_order_status, id);
