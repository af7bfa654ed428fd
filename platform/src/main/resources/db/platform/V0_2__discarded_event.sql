-- Parked events that an operator has discarded: whoever hears them again, as in a rebuild, passes over them.
create table discarded_event (
    topic         varchar(255) not null,
    topic_offset  bigint       not null,
    topic_partition integer    not null,
    event_key     varchar(255) not null,
    event_type    varchar(255),
    payload       ${binary}    not null,
    reason        varchar(1000) not null,
    discarded_at  timestamp(6) with time zone not null,
    primary key (topic, topic_offset, topic_partition)
);
