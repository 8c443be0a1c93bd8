-- Record ids are long and come in no order, so the index over them was the largest cost of a new record. A key of 16 bytes
-- made of source and id takes two fifths of it, and of the space.

-- The same as sla.evaluator.fact.Identity says in Java. No id of a source has a line break in it, so no two identities
-- are the same text; and no two texts are known that have the same first 128 bits of SHA-256.
create function record_key(source text, record_id text) returns uuid
language sql immutable strict parallel safe
begin atomic
    select encode(substring(sha256(convert_to(source || E'\n' || record_id, 'UTF8')) from 1 for 16), 'hex')::uuid;
end;

alter table record rename to record_by_id;
create table record (
    key uuid not null,
    source text not null,
    record_id text not null,
    revision bigint,
    content_hash uuid,
    month date,
    referenced boolean not null default false,
    sealed_revision bigint
) with (fillfactor = 85);
insert into record (key, source, record_id, revision, content_hash, month, referenced, sealed_revision)
select record_key(source, record_id), source, record_id, revision, content_hash, month, referenced, sealed_revision
from record_by_id;
drop table record_by_id;
alter table record add primary key (key);
