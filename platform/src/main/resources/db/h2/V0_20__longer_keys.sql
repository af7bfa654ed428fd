-- H2 counts a character outside of Unicode's first plane twice, PostgreSQL once. Keys may be product ids, of 50 characters.
alter table outbox alter column event_key set data type varchar(128);
alter table idempotency_key alter column resource_id set data type varchar(128);
