-- How long contacts waited stands in the row of their cell: a row for each waiting time was four fifths of all work.

-- A histogram is a bytea of entries of 8 bytes, ascending: outcome (1 byte), bin (3 bytes), contacts (4 bytes, signed,
-- never 0). Bin 2k is exactly k seconds, bin 2k + 1 between k and k + 1, so that "below" and "at most" any whole second
-- are exact. Histograms placed one after another say the same as their sum: sum_waits makes one of them.
create function wait_entry(outcome int, bin int, contacts int) returns bytea
language sql immutable strict parallel safe
return int4send(outcome << 24 | bin) || int4send(contacts);

create function wait_entries(waits bytea) returns table (outcome int, bin int, contacts int)
language sql immutable strict parallel safe
begin atomic
    select get_byte(waits, at), substring(waits from at + 1 for 4)::int & 16777215,
           substring(waits from at + 5 for 4)::int
    from generate_series(0, length(waits) - 8, 8) at;
end;

create function sum_waits(waits bytea) returns bytea
language sql immutable strict parallel safe
begin atomic
    select coalesce(string_agg(wait_entry(outcome, bin, contacts), '' order by outcome, bin), '')
    from (select outcome, bin, sum(contacts)::int as contacts
          from wait_entries(waits) group by outcome, bin having sum(contacts) <> 0) summed;
end;

-- What, added to the histogram, gives nothing.
create function negative_waits(waits bytea) returns bytea
language sql immutable strict parallel safe
begin atomic
    select coalesce(string_agg(wait_entry(outcome, bin, -contacts), '' order by outcome, bin), '')
    from wait_entries(waits);
end;

alter table cell add column waits bytea not null default '';
alter table cell_delta add column waits bytea not null default '';
alter table day_cell add column waits bytea not null default '';
alter table cell alter column waits drop default;
alter table cell_delta alter column waits drop default;
alter table day_cell alter column waits drop default;

-- Most cells of a day change many times, and their histograms grow.
alter table day_cell set (fillfactor = 50);

-- A row of waiting times has always had a row of its cell, or both were still to be folded.
update cell c set waits = w.waits
from (select series_id, attribution, interval_start,
             string_agg(wait_entry(outcome, bin, contacts::int), '' order by outcome, bin) as waits
      from wait_count where contacts <> 0 group by series_id, attribution, interval_start) w
where c.series_id = w.series_id and c.attribution = w.attribution and c.interval_start = w.interval_start;

update day_cell c set waits = w.waits
from (select zone, day_start, series_id, attribution,
             string_agg(wait_entry(outcome, bin, contacts::int), '' order by outcome, bin) as waits
      from day_wait_count where contacts <> 0 group by zone, day_start, series_id, attribution) w
where c.zone = w.zone and c.day_start = w.day_start and c.series_id = w.series_id
      and c.attribution = w.attribution;

insert into cell_delta
select series_id, attribution, interval_start, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
       string_agg(wait_entry(outcome, bin, contacts::int), '' order by outcome, bin)
from (select series_id, attribution, interval_start, outcome, bin, sum(contacts) as contacts
      from wait_count_delta group by series_id, attribution, interval_start, outcome, bin
      having sum(contacts) <> 0) summed
group by series_id, attribution, interval_start;

drop table wait_count, wait_count_delta, day_wait_count;
