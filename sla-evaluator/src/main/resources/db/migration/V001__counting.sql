-- Counts every contact exactly once: positions, identities, facts, cells and what agreements make of them.

-- How far each input partition has been stored, and who may store more. A writer holds the epoch it set when the
-- partition was assigned to it; another epoch here means that the partition has gone to somebody else.
create table input_position (
    cluster_id text not null,
    topic_id text not null,
    partition int not null,
    topic text not null,
    epoch bigint not null,
    next_offset bigint not null,
    primary key (cluster_id, topic_id, partition)
);

-- Every combination of dimensions that contacts have had. known_parts says which parts of the handling time answered
-- contacts of the series bring: 1 talk, 2 hold, 4 wrap-up; contacts that were not answered have all of them (7),
-- because nothing about them is unknown.
create table series (
    id int generated always as identity primary key,
    source text not null,
    vendor text not null,
    site text,
    queue text not null,
    channel text not null,
    language text,
    line text,
    direction text,
    known_parts smallint not null,
    unique nulls not distinct (source, vendor, site, queue, channel, language, line, direction, known_parts)
);

-- The identity of a record, and the only dedupe: revision and content_hash are those of the content that counts (the
-- highest revision that has exactly one content), absent while none does. referenced: some evaluation or survey answer
-- names this record, which may not have come yet.
create table record (
    source text not null,
    record_id text not null,
    revision bigint,
    content_hash uuid,
    month date,
    referenced boolean not null default false,
    primary key (source, record_id)
) partition by hash (source, record_id);

do $$
begin
    for i in 0..15 loop
        execute format('create table record_%s partition of record for values with (modulus 16, remainder %s)'
            ' with (fillfactor = 85)', i, i);
    end loop;
end $$;

-- Every content of every revision. month is the UTC month of occurred_at: of the offer for interactions.
-- offered_at, left_queue_at and ended_at are the moments by which an interaction is attributed, never absent for one.
create table fact (
    month date not null,
    source text not null,
    record_id text not null,
    revision bigint not null,
    content_hash uuid not null,
    effective boolean not null,
    type text not null,
    occurred_at timestamptz not null,
    received_at timestamptz not null,
    input_partition int not null,
    input_offset bigint not null,
    series_id int,
    outcome smallint,
    offered_at timestamptz,
    left_queue_at timestamptz,
    ended_at timestamptz,
    wait_ms bigint,
    talk_ms bigint,
    hold_ms bigint,
    wrap_up_ms bigint,
    transferred boolean,
    handed_back boolean,
    reference_source text,
    reference_record_id text,
    details jsonb
) partition by range (month);

create index fact_record on fact (source, record_id);
create index fact_reference on fact (reference_source, reference_record_id) where reference_source is not null;

-- Which attributions are kept in cells; the others would only cost. A new one is built from the facts first. By the
-- offer (0) is always kept: dashboards ask for it before there is any agreement.
create table attribution_in_use (attribution smallint primary key);
insert into attribution_in_use values (0);

-- Sums per quarter-hour. Only ever changed by folding deltas in.
create table cell (
    series_id int not null,
    attribution smallint not null,
    interval_start timestamptz not null,
    answered bigint not null,
    abandoned bigint not null,
    overflowed bigint not null,
    callback_requested bigint not null,
    refused bigint not null,
    left_in_menu bigint not null,
    self_served bigint not null,
    wait_answered_ms bigint not null,
    wait_abandoned_ms bigint not null,
    wait_overflowed_ms bigint not null,
    wait_callback_ms bigint not null,
    talk_ms bigint not null,
    hold_ms bigint not null,
    wrap_up_ms bigint not null,
    transferred bigint not null,
    handed_back bigint not null,
    primary key (series_id, attribution, interval_start)
) with (fillfactor = 70);

-- How many contacts of an outcome waited how long: bin 2k is exactly k seconds, bin 2k + 1 between k and k + 1, so that
-- "below" and "at most" any whole second are exact.
create table wait_count (
    series_id int not null,
    attribution smallint not null,
    interval_start timestamptz not null,
    outcome smallint not null,
    bin int not null,
    contacts bigint not null,
    primary key (series_id, attribution, interval_start, outcome, bin)
) with (fillfactor = 70);

create table quality_cell (
    series_id int not null,
    attribution smallint not null,
    interval_start timestamptz not null,
    form text not null,
    instrument text not null,
    evaluations bigint not null,
    score_thousandths bigint not null,
    customer_critical bigint not null,
    business_critical bigint not null,
    compliance_critical bigint not null,
    primary key (series_id, attribution, interval_start, form, instrument)
) with (fillfactor = 70);

-- What batches added and took away and no fold has moved into the cells yet. A read adds both.
create table cell_delta (like cell);
create table wait_count_delta (like wait_count);
create table quality_cell_delta (like quality_cell);

-- Local days of the zones that agreements use, made from the same folds: a month is 30 rows per series, not 2,900.
create table zone_in_use (zone text primary key);

-- Where each local day begins, by the tables of the program and not of the database: both must name the same days.
create table local_day (
    zone text not null,
    day_start timestamptz not null,
    primary key (zone, day_start)
);

create table day_cell (
    zone text not null,
    day_start timestamptz not null,
    like cell including all
);
alter table day_cell drop column interval_start;
alter table day_cell add primary key (zone, series_id, attribution, day_start);

create table day_wait_count (
    zone text not null,
    day_start timestamptz not null,
    like wait_count including all
);
alter table day_wait_count drop column interval_start;
alter table day_wait_count add primary key (zone, series_id, attribution, day_start, outcome, bin);

-- Which vendors' counts have changed on which UTC days since the evaluations were last made.
create table changed_day (
    vendor text not null,
    day date not null,
    noted_at timestamptz not null default now()
);

-- Newest record and last arrival, per partition of the internal topic so that writers do not meet in one row.
create table source_progress (
    source text not null,
    input_partition int not null,
    newest_occurred_at timestamptz not null,
    last_received_at timestamptz not null,
    primary key (source, input_partition)
);

-- Messages on the internal topic that are no accepted record; there should be none.
create table unreadable_message (
    topic text not null,
    partition int not null,
    "offset" bigint not null,
    value bytea,
    reason text not null,
    primary key (topic, partition, "offset")
);

create table source (
    id text primary key,
    document text not null
);

create table agreement_version (
    agreement text not null,
    version int not null,
    vendor text not null,
    effective_from date not null,
    document text not null,
    primary key (agreement, version)
);

-- The last evaluation of each agreement and period, as published.
create table evaluation (
    agreement text not null,
    period text not null,
    version int not null,
    sequence bigint not null,
    evaluated_at timestamptz not null,
    document text not null,
    primary key (agreement, period)
);

create sequence evaluation_sequence;

create table outbox (
    id bigint generated always as identity primary key,
    topic text not null,
    key text not null,
    value bytea not null
);

-- Rejections by record, so that a look-up of one record knows of them.
create table rejected_record (
    topic text not null,
    partition int not null,
    "offset" bigint not null,
    source text not null,
    record_id text not null,
    revision text,
    received_at timestamptz not null,
    codes text[] not null,
    primary key (topic, partition, "offset")
);
create index rejected_record_identity on rejected_record (source, record_id);
