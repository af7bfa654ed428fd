-- Each time H2 has given out as many numbers as it keeps ready, 32 unless told, it commits once more: a chunk of its file, with
-- all pages that anybody has changed. What it keeps ready is lost in a kill; nobody counts these.
alter table outbox alter column id set cache 1024;
