-- As for the outbox; after a kill the next movement's number is higher by up to so many.
alter table stock_movement alter column id set cache 256;
