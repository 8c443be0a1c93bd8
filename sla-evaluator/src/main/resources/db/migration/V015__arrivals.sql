-- Knows a source that should be sending and is not: how many records came per quarter-hour of their arrival.

-- Only contents that were new and told of the last seven days: repetitions and old files in bulk say nothing of how a
-- source usually sends. Per partition of the internal topic so that writers do not meet in one row.
create table arrival (
    source text not null,
    input_partition int not null,
    interval_start timestamptz not null,
    records bigint not null,
    primary key (source, interval_start, input_partition)
);

-- What the facts know of the weeks that a pattern is made of.
insert into arrival (source, input_partition, interval_start, records)
select source, -1, date_bin('15 minutes', received_at, timestamptz '1970-01-01 00:00:00Z'), count(*)
from fact
where received_at > now() - interval '35 days' and type in ('interaction', 'quality-evaluation', 'survey-answer')
  and received_at - occurred_at <= interval '7 days'
group by 1, 3;
