-- Readers keep deltas in memory, batch by batch. Rows of a batch come and go together, except those that somebody has
-- set apart: they are of batch 0, which nobody keeps.
create table delta_batch (
    id bigint primary key,
    row_count int not null
);

alter table cell_delta add column batch bigint not null default 0;
create index cell_delta_batch on cell_delta (batch);

-- Quarter-hours as they are counted now, folded or not; several rows of one are to be added up.
create view cell_now as
select series_id, attribution, interval_start, answered, abandoned, overflowed, callback_requested, refused, left_in_menu,
       self_served, wait_answered_ms, wait_abandoned_ms, wait_overflowed_ms, wait_callback_ms, talk_ms, hold_ms, wrap_up_ms,
       transferred, handed_back, waits
from cell
union all
select series_id, attribution, interval_start, answered, abandoned, overflowed, callback_requested, refused, left_in_menu,
       self_served, wait_answered_ms, wait_abandoned_ms, wait_overflowed_ms, wait_callback_ms, talk_ms, hold_ms, wrap_up_ms,
       transferred, handed_back, waits
from cell_delta;

-- Whoever takes rows away from a batch without saying that it takes whole ones (a hand, an older version that still runs)
-- leaves the others to nobody's memory.
create function set_rest_of_batches_apart() returns trigger language plpgsql as $$
begin
    delete from delta_batch where id in (select batch from taken where batch <> 0);
    update cell_delta set batch = 0 where batch in (select batch from taken where batch <> 0);
    return null;
end
$$;

create trigger rest_of_batches_apart after delete on cell_delta referencing old table as taken
for each statement when (current_setting('sla.takes', true) is distinct from 'batches')
execute function set_rest_of_batches_apart();
