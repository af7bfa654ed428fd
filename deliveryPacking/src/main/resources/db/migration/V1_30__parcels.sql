-- A line of a parcel: which of how many, from 1; the parcel's id is that of its first line. What came before is a parcel of its own.
alter table delivery_packing add column parcel_line integer default 1 not null;
alter table delivery_packing add column parcel_lines integer default 1 not null;
alter table delivery_packing add column ship_by timestamp(6) with time zone;
-- Y: packed, and no longer to be cancelled; it leaves with the other lines of its parcel. What was packed before has left at that moment.
alter table delivery_packing add column shippable_yn varchar(1) default 'N' not null;
