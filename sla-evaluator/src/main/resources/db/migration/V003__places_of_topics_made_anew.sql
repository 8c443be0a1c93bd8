-- A topic that is made anew counts its offsets from 0 again: a place names a message only together with the moment at
-- which the broker put it there.

alter table rejected_record
    drop constraint rejected_record_pkey,
    add primary key (topic, partition, "offset", received_at);

alter table unreadable_message add column appended_at timestamptz not null default '-infinity';
alter table unreadable_message
    alter column appended_at drop default,
    drop constraint unreadable_message_pkey,
    add primary key (topic, partition, "offset", appended_at);
