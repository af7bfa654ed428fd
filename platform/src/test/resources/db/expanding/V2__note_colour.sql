-- What a later release may do while this one runs: see docs/rolling-updates.md.
alter table note add column colour varchar(20);
alter table note add column weight integer not null default 1;
create index note_by_colour on note (colour, id);
create table note_tag (
    note_id bigint      not null references note (id),
    tag     varchar(50) not null,
    primary key (note_id, tag)
);
