-- Survey answers are counted as evaluations are: by the contact's dimensions and moment, or by their own.

-- How many answers said what; -1 stands for what was not answered. resolved: 1 yes, 0 no.
create table survey_cell (
    series_id int not null,
    attribution smallint not null,
    interval_start timestamptz not null,
    csat smallint not null,
    csat_scale smallint not null,
    nps smallint not null,
    resolved smallint not null,
    answers bigint not null,
    primary key (series_id, attribution, interval_start, csat, csat_scale, nps, resolved)
) with (fillfactor = 70);

create table survey_cell_delta (like survey_cell);

-- Answers that came before there were cells for them.
insert into series (source, vendor, site, queue, channel, language, line, direction, known_parts)
select distinct e.source, s.vendor, s.site, s.queue, s.channel, s.language, s.line, s.direction, 7
from fact e
join fact c on c.source = e.reference_source and c.record_id = e.reference_record_id
     and c.effective and c.type = 'interaction'
join series s on s.id = c.series_id and s.vendor = e.details ->> 'vendor'
where e.effective and e.type = 'survey-answer'
on conflict do nothing;

insert into survey_cell_delta
select judged.id, a.attribution,
       date_bin('15 minutes', case a.attribution when 0 then c.offered_at when 1 then c.left_queue_at
                when 2 then c.ended_at else e.occurred_at end, timestamptz '1970-01-01 00:00:00Z'),
       coalesce((e.details ->> 'csat')::smallint, -1::smallint),
       coalesce((e.details ->> 'csatScale')::smallint, -1::smallint),
       coalesce((e.details ->> 'nps')::smallint, -1::smallint),
       coalesce((e.details ->> 'resolved')::boolean::int::smallint, -1::smallint),
       count(*)
from (select attribution from attribution_in_use union all select 3) a
cross join fact e
join fact c on c.source = e.reference_source and c.record_id = e.reference_record_id
     and c.effective and c.type = 'interaction'
join series s on s.id = c.series_id and s.vendor = e.details ->> 'vendor'
join series judged on judged.known_parts = 7 and judged.source = e.source and judged.vendor = s.vendor
     and judged.queue = s.queue and judged.channel = s.channel and judged.site is not distinct from s.site
     and judged.language is not distinct from s.language and judged.line is not distinct from s.line
     and judged.direction is not distinct from s.direction
where e.effective and e.type = 'survey-answer'
group by 1, 2, 3, 4, 5, 6, 7;
