-- A line of a parcel: which of how many, from 1. The ids of a parcel's lines follow one another, so that the parcel's id is that of its
-- first line. What was ordered before is a parcel of its own.
alter table orders add column parcel_line integer default 1 not null;
alter table orders add column parcel_lines integer default 1 not null;
-- Twice the length that clients are told, for engines that count a character outside of Unicode's first plane twice.
alter table orders add column mall_id varchar(100);
alter table orders add column ship_by timestamp(6) with time zone;
