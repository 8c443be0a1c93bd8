-- What later periods look back on of a frozen one whose last difference says that it would be otherwise: its extract as
-- corrected. There is none while they are the same.
create table corrected_period (
    agreement text not null,
    period text not null,
    extract text not null,
    primary key (agreement, period),
    foreign key (agreement, period) references frozen_period (agreement, period) on delete cascade
);
insert into freeze_due select distinct agreement, period from difference;

-- Periods that have become others for those that look back on them: all later ones are to be looked at. No key, like
-- agreement_due.
create table past_due (agreement text not null, period text not null);
