-- Results of periods that never change again, with all that is needed to compute them anew, and what the data would give
-- instead since then.
create table frozen_period (
    id text primary key,
    agreement text not null,
    period text not null,
    version int not null,
    vendor text not null,
    frozen_at timestamptz not null,
    -- What was committed when the counts were read. Facts say by whom they were stored, so that those that came later can
    -- be told apart; the input offsets in the inputs say the same for people.
    snapshot text not null,
    system_identifier bigint not null,
    -- Both as their exact bytes; the inputs are JSON, compressed.
    inputs bytea not null,
    inputs_hash text not null,
    evaluation text not null,
    evaluation_hash text not null,
    unique (agreement, period)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'rows of % never change', tg_table_name;
end $$;
create trigger frozen_period_never_changes before update on frozen_period for each row execute function refuse_change();

-- Periods that are frozen and whose data may have changed. No key, like agreement_due.
create table freeze_due (agreement text not null, period text not null);

create table difference (
    agreement text not null,
    period text not null,
    number int not null,
    frozen_by text not null references frozen_period on delete cascade,
    found_at timestamptz not null,
    document text not null,
    primary key (agreement, period, number)
);
create trigger difference_never_changes before update on difference for each row execute function refuse_change();

-- The transaction that stored a fact; absent for what was stored before there were freezes.
alter table fact add column stored_by xid8;
alter table fact alter column stored_by set default pg_current_xact_id();
create index fact_not_effective on fact (stored_by) where not effective;
