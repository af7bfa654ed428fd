-- Orders that are placed together draw their ids together, from a sequence that can be named (PostgreSQL's identity has one already).
create sequence orders_id_seq as bigint start with (select coalesce(max(id), 0) + 1 from orders) cache 256;
alter table orders alter column id drop identity;
