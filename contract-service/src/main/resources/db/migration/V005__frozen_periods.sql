-- Periods whose result does not change any more, and what the data would give instead since then.
alter table evaluation
    add column frozen_by text,
    add column frozen_at timestamptz,
    add check ((frozen_by is null) = (frozen_at is null));

create table difference (
    agreement text not null,
    period text not null,
    number integer not null,
    frozen_by text not null,
    vendor text not null,
    found_at timestamptz not null,
    -- The message as it came.
    message text not null,
    primary key (agreement, period, number)
);
create index difference_newest_first on difference (period desc, agreement, number desc);
