-- Evaluations can be withdrawn, how far they were read is kept beside them, and a message that no broker takes steps aside.
alter table evaluation add column withdrawn boolean not null default false;

-- How far each partition has been stored. A new database has none and reads everything again, whatever Kafka's own
-- offsets say.
create table evaluation_position (
    cluster_id text not null,
    topic_id text not null,
    partition integer not null,
    topic text not null,
    next_offset bigint not null,
    primary key (cluster_id, topic_id, partition)
);

-- Why the broker can never take the message; absent while it waits for its turn. Cleared by hand, it waits again.
alter table outbox add column refused text;
create index outbox_refused on outbox (id) where refused is not null;
