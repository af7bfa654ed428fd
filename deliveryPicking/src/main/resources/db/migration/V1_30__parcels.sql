-- A line of a parcel: which of how many, from 1; the parcel's id is that of its first line. What came before is a parcel of its own.
alter table delivery_picking add column parcel_line integer default 1 not null;
alter table delivery_picking add column parcel_lines integer default 1 not null;
alter table delivery_picking add column ship_by timestamp(6) with time zone;
-- The lines of a parcel have one invoice.
alter table delivery_picking drop constraint delivery_picking_invoice_no;
