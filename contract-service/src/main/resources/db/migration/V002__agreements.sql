-- Contracts as documents: every version with its text, so that both sides can read later what was agreed.
create table agreement_version (
    agreement text not null,
    version integer not null,
    status text not null check (status in ('DRAFT', 'ACTIVE')),
    vendor text not null references vendor,
    effective_from date not null,
    effective_to date,
    -- As it is published: JSON, with every default written out.
    document text not null,
    -- As it was sent: YAML or JSON, with its comments.
    original text not null,
    warnings text not null,
    revision bigint not null,
    recorded_at timestamptz not null,
    activated_at timestamptz,
    primary key (agreement, version),
    check ((status = 'ACTIVE') = (activated_at is not null))
);

create index agreement_version_of_vendor on agreement_version (vendor);
