-- Facts do not live as long as the counts made of them. A month of a source whose facts are dropped is sealed: its counts
-- never change again, and what is counted elsewhere because of its facts is kept apart, so that the rest can still be
-- compared with the facts and made anew.

-- facts: how many were dropped so far. facts_gone_at: when the last of them was; absent while some are left.
create table sealed_month (
    source text not null,
    month date not null,
    sealed_at timestamptz not null,
    facts bigint not null default 0,
    facts_gone_at timestamptz,
    primary key (source, month)
);

-- The highest revision of which a content was dropped, of a record that does not count in that content's month. Which
-- content counts can only be told above it.
alter table record add column sealed_revision bigint;

-- What facts that were dropped contribute outside the sealed months, and by attributions that are not kept yet. Added to
-- what the facts give that are left; several rows of one key are to be summed.
create table cell_sealed (like cell);
create table quality_cell_sealed (like quality_cell);
create table survey_cell_sealed (like survey_cell);

-- What a job did or left out, in words.
alter table job add column notes text[] not null default '{}';
