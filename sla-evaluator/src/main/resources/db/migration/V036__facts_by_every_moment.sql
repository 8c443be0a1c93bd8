-- Contacts of excluded minutes are also looked for by when they left the queue or ended, in all months before: so months
-- in which none did are passed over.
drop index fact_offered;
create index fact_offered on fact using brin (offered_at) with (pages_per_range = 16, autosummarize = on);
create index fact_left_queue on fact using brin (left_queue_at) with (pages_per_range = 16, autosummarize = on);
create index fact_ended on fact using brin (ended_at) with (pages_per_range = 16, autosummarize = on);
