-- One row per order, as its customer sees it. What no event has told yet is null.
create table order_page (
    id                       bigint      not null primary key,
    version                  bigint      not null,
    order_id                 varchar(50),
    product_id               varchar(50),
    product_name             varchar(200),
    order_qty                integer,
    order_status             varchar(30),
    delivery_order_id        bigint,
    delivery_status          varchar(30) not null,
    invoice_no               varchar(50),
    order_date               timestamp(6) with time zone,
    delivery_order_date      timestamp(6) with time zone,
    picking_order_date       timestamp(6) with time zone,
    stock_short_date         timestamp(6) with time zone,
    stock_assign_date        timestamp(6) with time zone,
    picking_date             timestamp(6) with time zone,
    packing_order_date       timestamp(6) with time zone,
    packing_date             timestamp(6) with time zone,
    packed_date              timestamp(6) with time zone,
    logistics_interface_date timestamp(6) with time zone,
    cancel_date              timestamp(6) with time zone
);

-- One index per list, in the list's own order. HSQLDB takes the first index that begins with the column asked for, so no
-- two may begin with the same.
create index order_page_by_order on order_page (order_id, id);
create index order_page_by_product on order_page (product_id, id);
create index order_page_by_order_status on order_page (order_status, id);
create index order_page_by_delivery_status on order_page (delivery_status, id);

-- How many rows have which value, kept in the transaction that changes them: counting a million rows takes seconds. The
-- slots keep replicas out of each other's way; the count is their sum.
create table row_count (
    property       varchar(30) not null,
    property_value varchar(50) not null,
    slot           integer     not null,
    row_total      bigint      not null,
    primary key (property, property_value, slot)
);
