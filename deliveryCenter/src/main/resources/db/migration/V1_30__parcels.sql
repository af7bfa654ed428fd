-- What came before is shown without them until the view is built again.
-- Twice the length that clients are told, for engines that count a character outside of Unicode's first plane twice.
alter table delivery_page add column mall_id varchar(100);
alter table delivery_page add column parcel_id bigint;
alter table delivery_page add column parcel_lines integer;
alter table delivery_page add column ship_by timestamp(6) with time zone;
alter table delivery_page add column due_date timestamp(6) with time zone;
