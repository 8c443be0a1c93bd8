-- What is agreed month by month beside the documents: exclusions, and what else has such a life.
create table term (
    kind text not null,
    id text not null,
    agreement text not null,
    status text not null check (status in ('PROPOSED', 'APPROVED', 'REFUSED', 'WITHDRAWN', 'REVOKED')),
    -- As it is published: JSON, with its whole history.
    document text not null,
    revision bigint not null,
    recorded_at timestamptz not null,
    primary key (kind, id)
);

create index term_of_agreement on term (agreement, kind, id);
