-- H2 commits its whole file each time it has given out as many numbers as it keeps ready, which are 32 unless told.
-- What it keeps ready is lost in a kill; nobody counts these.
alter table outbox alter column id set cache 1024;
