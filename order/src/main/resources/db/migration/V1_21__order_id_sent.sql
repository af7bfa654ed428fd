-- Whether the mall sent the number, or the id stands in for it. Null: written by a release that does not note it.
alter table orders add column order_id_sent boolean;
