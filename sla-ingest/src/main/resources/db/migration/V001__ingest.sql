-- What ingest must remember beyond Kafka: names in use, what was refused, and the sums of both.

-- The first names of each source in each dimension: a defect at a source must not make a million queues.
create table dimension_value (
    source    text not null,
    dimension text not null,
    value     text not null,
    primary key (source, dimension, value)
);

-- One row per refused message, keyed by its place in the input, so that filling it again changes nothing.
create table rejection (
    topic         text        not null,
    partition     int         not null,
    record_offset bigint      not null,
    source        text        not null,
    record_id     text,
    revision      text,
    type          text,
    received_at   timestamptz not null,
    codes         text[]      not null,
    reasons       jsonb       not null,
    raw           bytea       not null,
    size          int         not null,
    primary key (topic, partition, record_offset)
);
-- Read backwards: the newest first.
create index rejection_newest on rejection (received_at, topic, partition, record_offset);
create index rejection_newest_of_source on rejection (source, received_at, topic, partition, record_offset);

-- Sums per source, made of the summaries on sla.intake.
create table intake (
    source             text        primary key,
    accepted           bigint      not null,
    rejected           bigint      not null,
    newest_occurred_at timestamptz,
    last_received_at   timestamptz not null
);
create table intake_reason (
    source  text   not null,
    reason  text   not null,
    records bigint not null,
    primary key (source, reason)
);
-- Up to where sla.intake is in the sums; changed in the transaction that adds to them.
create table intake_offset (
    partition   int    primary key,
    next_offset bigint not null
);
