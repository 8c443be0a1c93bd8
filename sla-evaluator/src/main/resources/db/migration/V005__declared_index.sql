-- Records that are no contacts are listed by type and time; without this, each page would read every contact.
create index fact_declared on fact (type, occurred_at) where type in ('control-totals', 'declared-measure');
create index fact_about on fact (received_at) where reference_source is not null and effective;
