-- Compares what sources declared with what was received. A control total is kept apart from the facts, which do not live
-- as long as the counts.

-- The control totals that count, one per record. obstacle: why it can never be compared, see DeclaredState; absent else.
create table control_total (
    source text not null,
    record_id text not null,
    vendor text not null,
    queue text not null,
    from_at timestamptz not null,
    to_at timestamptz not null,
    declared bigint not null,
    obstacle text,
    primary key (source, record_id)
);
create index control_total_vendor on control_total (vendor, to_at);
create index control_total_queue on control_total (source, vendor, queue, to_at);
create index control_total_time on control_total (to_at);

-- What was received in the interval of a control total, as of the last time the vendor's day was looked at. Written by the
-- evaluation alone, so that it never meets a batch; a row whose control total is gone is not looked at.
create table control_total_comparison (
    source text not null,
    record_id text not null,
    overlapped boolean not null,
    received bigint not null,
    primary key (source, record_id)
);

insert into control_total (source, record_id, vendor, queue, from_at, to_at, declared, obstacle)
select source, record_id, details ->> 'vendor', details ->> 'queue', from_at, to_at,
       (details ->> 'interactions')::bigint,
       case when from_at <> date_bin('15 minutes', from_at, timestamptz '1970-01-01 00:00:00Z')
                 or to_at <> date_bin('15 minutes', to_at, timestamptz '1970-01-01 00:00:00Z') then 'off-quarter-hours'
            when to_at - from_at > interval '31 days 1 hour' then 'too-long' end
from (select *, (details ->> 'from')::timestamptz as from_at, (details ->> 'to')::timestamptz as to_at
      from fact where type = 'control-totals' and effective) totals;

-- All of them are looked at once, and every statement says from now on whether anything was declared.
insert into changed_day (vendor, day)
select distinct vendor, generate_series((from_at at time zone 'UTC')::date,
       ((to_at - interval '1 microsecond') at time zone 'UTC')::date, interval '1 day')::date
from control_total where obstacle is null;
insert into agreement_due select distinct agreement from agreement_version;
