-- As for the outbox; after a kill the next order's number is higher by up to so many.
alter table orders alter column id set cache 256;
