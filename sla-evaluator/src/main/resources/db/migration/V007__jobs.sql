-- Work on the counts as a whole that somebody asked for: verify and rebuild. Kept as evidence of what was checked when.
create table job (
    id bigint generated always as identity primary key,
    kind text not null,
    source text,
    period text,
    requested_at timestamptz not null,
    started_at timestamptz,
    finished_at timestamptz,
    step text not null default '',
    steps_done int not null default 0,
    steps int not null default 0,
    rows bigint,
    differences bigint,
    first_differences text[] not null default '{}',
    failure text
);
create index job_open on job (id) where finished_at is null;
