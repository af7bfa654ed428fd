-- Orders that are placed together draw their ids together, from a sequence that can be named. On PostgreSQL the identity has one.
create sequence orders_id_seq as bigint start with (select coalesce(max(id), 0) + 1 from orders) cache 256;
alter table orders alter column id drop identity;
alter table orders alter column id set default next value for orders_id_seq;
