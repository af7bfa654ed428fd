create table note (
    id      bigint primary key,
    text    varchar(20000) not null,
    heard   integer not null,
    version bigint  not null
);
