-- Who works for us and which systems report on it: what agreements and vendors' records refer to.
create table vendor (
    id text primary key,
    name text not null,
    sourcing_form text not null,
    legal_name text,
    vat_id text,
    revision bigint not null,
    recorded_at timestamptz not null
);

create table source (
    id text primary key,
    title text not null,
    -- Of the registration below, apart because statements look sources up by it; varchar, as Hibernate asks for it.
    vendors varchar[] not null,
    -- As it is published.
    registration text not null,
    revision bigint not null,
    recorded_at timestamptz not null
);

create table outbox (
    id bigint generated always as identity primary key,
    topic text not null,
    key text not null,
    value bytea not null
);
