-- A topic that is made anew counts its offsets from 0 again: positions belong to one topic, not to its name, and stand
-- beside the rows they led to.

create table table_position (
    name        text   not null,
    topic_id    text   not null,
    partition   int    not null,
    next_offset bigint not null,
    primary key (name, topic_id, partition)
);
-- Which topic these belong to only the broker knows: an empty id is taken over by the first that is read.
insert into table_position select 'intake', '', partition, next_offset from intake_offset;
drop table intake_offset;

-- The same for the topics of the sources: a place names a message only together with its arrival there.
alter table rejection
    drop constraint rejection_pkey,
    add primary key (topic, partition, record_offset, received_at);
