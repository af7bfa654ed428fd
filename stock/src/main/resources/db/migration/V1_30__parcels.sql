-- A line of a parcel: which of how many, from 1; the parcel's id is that of its first line. What came before is a parcel of its own.
alter table reservation add column parcel_line integer default 1 not null;
