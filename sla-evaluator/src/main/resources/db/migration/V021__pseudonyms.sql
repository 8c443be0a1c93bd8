-- Pseudonyms of persons live shorter than the records they stand in.

-- Months of a source from whose records they were taken, also from those that come later. done_at: absent while some may
-- be left.
create table pseudonyms_forgotten (
    source text not null,
    month date not null,
    noted_at timestamptz not null,
    done_at timestamptz,
    primary key (source, month)
);

-- What a job is to forget; cleared when it ends.
alter table job
    add column pseudonym_field text,
    add column pseudonym text;
