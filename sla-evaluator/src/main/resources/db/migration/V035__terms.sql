-- What is agreed month by month beside the documents, such as exclusions. Of two messages about a term the one with more
-- entries is newer.
create table term (
    kind text not null,
    id text not null,
    agreement text not null,
    entries int not null,
    document text not null,
    primary key (kind, id)
);
create index term_of_agreement on term (agreement);

-- What is left out of some minutes is found among the facts: these lie in the order of their time, roughly.
create index fact_offered on fact using brin (offered_at) with (pages_per_range = 16);
