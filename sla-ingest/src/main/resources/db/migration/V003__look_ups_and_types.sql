-- For looking up what was refused of one record, and for saying how many of the accepted messages were of which type.

create index rejection_record on rejection (source, record_id);

create table intake_type (
    source  text   not null,
    type    text   not null,
    records bigint not null,
    primary key (source, type)
);
