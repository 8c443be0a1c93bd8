-- A code alone does not say which field is meant. The value stays with sla-ingest, which deletes it after 30 days: it can
-- be a number or a name of a person.

alter table rejected_record add column reasons jsonb;
update rejected_record
set reasons = (select jsonb_agg(jsonb_build_object('code', code)) from unnest(codes) as code);
alter table rejected_record
    alter column reasons set not null,
    drop column codes;
