-- Says where rejected contacts are missing. Every rejection is kept, also of messages whose record id could not be read:
-- vendor, queue and offered_at only where sla-ingest could read all three.

alter table rejected_record
    alter column record_id drop not null,
    add column type text,
    add column vendor text,
    add column queue text,
    add column offered_at timestamptz;
create index rejected_record_contact on rejected_record (offered_at) where offered_at is not null;
create index rejected_record_unplaced on rejected_record (received_at) where offered_at is null;
