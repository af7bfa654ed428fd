-- One packing instruction per order; its id is the order's.
create table delivery_packing (
    id                         bigint      primary key,
    order_id                   varchar(50) not null,
    product_id                 varchar(50) not null,
    delivery_order_id          bigint      not null,
    order_qty                  integer     not null,
    -- Empty only in the tombstone of an order that was cancelled before it was picked.
    invoice_no                 varchar(12),
    packing_status             varchar(20) not null,
    -- Both empty until the parcel is the carrier's.
    logistics_interface_status varchar(20),
    logistics_interface_date   timestamp(6) with time zone,
    create_date                timestamp(6) with time zone not null,
    update_date                timestamp(6) with time zone not null,
    version                    bigint      not null
);
create index delivery_packing_by_order_id on delivery_packing (order_id);
create index delivery_packing_by_product_id on delivery_packing (product_id);
-- Serves the search by status and the pack list, which is read oldest first.
create index delivery_packing_by_status on delivery_packing (packing_status, id);
