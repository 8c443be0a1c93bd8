-- Says when a vendor's local day last changed, so that a reader can keep what it has read of it: what it read at a version
-- is right for as long as the version stays. Versions are drawn at random: none comes again, even after a restore.
create table day_version (
    zone text not null,
    vendor text not null,
    day_start timestamptz not null,
    version uuid not null,
    primary key (zone, vendor, day_start)
) with (fillfactor = 50);

insert into day_version (zone, vendor, day_start, version)
select distinct zone, vendor, day_start, (select gen_random_uuid())
from day_cell join series on series.id = series_id;
