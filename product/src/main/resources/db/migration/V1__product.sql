create table product (
    product_id         varchar(50)  primary key,
    product_name       varchar(200) not null,
    product_status     varchar(32)  not null,
    stock_increase_qty integer      not null,
    product_whs_date   timestamp(6) with time zone not null,
    create_date        timestamp(6) with time zone not null,
    update_date        timestamp(6) with time zone not null,
    version            bigint       not null,
    constraint stock_increase_qty_range check (stock_increase_qty between 0 and 1000000)
);
create index product_by_name on product (product_name, product_id);
create index product_by_status on product (product_status, product_id);
