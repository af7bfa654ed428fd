-- Whether the mall has sent the order's number, or the order's id stands in for it: a cancel by number finds only what was sent.
-- Rows of a release before that do not tell; one whose number is its id counts as not sent. An older release that still
-- inserts leaves the default.
alter table orders add column order_id_sent boolean default true not null;
update orders set order_id_sent = false where order_id = cast(id as varchar(50));
