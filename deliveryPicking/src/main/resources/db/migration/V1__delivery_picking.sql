-- One picking instruction per order; its id is the order's. A flag is Y or N and never empty.
create table delivery_picking (
    id                     bigint       primary key,
    order_id               varchar(50)  not null,
    product_id             varchar(50)  not null,
    product_name           varchar(200),
    delivery_order_id      bigint       not null,
    order_qty              integer      not null,
    picking_status         varchar(20)  not null,
    pickable_yn            varchar(1)   not null,
    picking_order_print_yn varchar(1)   not null,
    order_confirm_print_yn varchar(1)   not null,
    invoice_print_yn       varchar(1)   not null,
    invoice_no             varchar(12),
    create_date            timestamp(6) with time zone not null,
    update_date            timestamp(6) with time zone not null,
    version                bigint       not null,
    constraint delivery_picking_invoice_no unique (invoice_no)
);
create index delivery_picking_by_order_id on delivery_picking (order_id);
create index delivery_picking_by_product_id on delivery_picking (product_id);
-- Serves the search by status and the pick list, which is read oldest first.
create index delivery_picking_by_status on delivery_picking (picking_status, pickable_yn, id);
