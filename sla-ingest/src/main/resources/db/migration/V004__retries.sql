-- Rejected messages that are judged once more: who asked for it, and what came of each.

-- open: may be retried; waiting: a retry of it is not judged yet; accepted: by a retry, and never retried again.
alter table rejection add column state text not null default 'open';

create table retry (
    id           text        primary key,
    request      text        not null,
    requested_at timestamptz not null,
    matched      bigint      not null,
    more         boolean     not null
);
create index retry_newest on retry (requested_at, id);

-- An attempt is deleted with its rejection, for its body may hold what must not be kept longer.
create table retry_attempt (
    id                  uuid        primary key,
    retry               text        not null,
    place               bigint      not null,
    requested_at        timestamptz not null,
    topic               text        not null,
    partition           int         not null,
    record_offset       bigint      not null,
    received_at         timestamptz not null,
    source              text        not null,
    corrected           boolean     not null,
    kept_record_id      text,
    body                bytea,
    sent_at             timestamptz,
    -- The one place on sla.retries at which it is judged; at any other it is left out.
    delivered_partition int,
    delivered_offset    bigint,
    delivered_at        timestamptz,
    outcome             text,
    judged_at           timestamptz,
    record_id           text,
    revision            text,
    reasons             jsonb,
    effect              text
);
create index retry_attempt_rejection on retry_attempt (topic, partition, record_offset, received_at);
create index retry_attempt_retry on retry_attempt (retry, outcome);
create index retry_attempt_received on retry_attempt (received_at);
-- Those that wait, in the order in which they are sent: a retry of one message does not stand behind one of 100,000.
create index retry_attempt_waiting on retry_attempt (place, requested_at) where outcome is null;
create unique index retry_attempt_one_at_a_time on retry_attempt (topic, partition, record_offset, received_at)
    where outcome is null;

-- Rejected messages that a retry accepted: they stay in the rejected ones, so that both make what came.
alter table intake add column accepted_by_retry bigint not null default 0;
