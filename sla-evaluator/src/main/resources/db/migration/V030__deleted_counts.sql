-- Counts live longer than the records they were made of, and not for ever. Nobody reads the counts of a month from the
-- moment on in which it is noted that they are deleted, so nobody takes what is left of them for all there was.

-- counts_deleted_at: from when on they are not read; absent while they are kept. counts_gone_at: when the last of them was
-- deleted; absent while some are left. counts: how many rows they were so far.
alter table sealed_month
    add column counts_deleted_at timestamptz,
    add column counts_gone_at timestamptz,
    add column counts bigint not null default 0;

-- Of which queues there were any: what these are part of cannot be told any more, all else can.
create table deleted_counts (
    source text not null,
    month date not null,
    vendor text not null,
    queue text not null,
    primary key (month, source, vendor, queue)
);

-- Messages that cannot be read are kept for a month, as rejected ones are.
create index unreadable_message_age on unreadable_message (appended_at);
