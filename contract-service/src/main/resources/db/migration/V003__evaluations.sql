-- What the evaluator said last about each agreement and period: the source of penalties and statements.
create table evaluation (
    agreement text not null,
    period text not null,
    version integer not null,
    vendor text not null,
    period_start timestamptz not null,
    period_end timestamptz not null,
    currency text not null,
    bonus numeric not null,
    malus numeric not null,
    sequence bigint not null,
    evaluated_at timestamptz not null,
    -- The message as it came: text and not jsonb, which would reorder and reformat it.
    message text not null,
    primary key (agreement, period)
);

create table evaluation_line (
    agreement text not null,
    period text not null,
    position integer not null,
    rule text not null,
    kpi text not null,
    clause text,
    shape text not null,
    unit text,
    value numeric,
    step text not null,
    computation text not null,
    amount numeric not null,
    sentence text not null,
    primary key (agreement, period, position),
    foreign key (agreement, period) references evaluation
);

-- The order in which pages are read.
create index evaluation_newest_first on evaluation (period desc, agreement);
create index evaluation_line_newest_first on evaluation_line (period desc, agreement, position);

-- Messages that are no evaluation. They are kept for whoever mends the sender and do not hold up the others.
create table unreadable_evaluation (
    topic text not null,
    partition integer not null,
    "offset" bigint not null,
    key bytea,
    value bytea,
    reason text not null,
    recorded_at timestamptz not null,
    primary key (topic, partition, "offset")
);
