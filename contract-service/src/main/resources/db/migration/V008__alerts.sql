-- Rights that contracts give, raised or not: whoever watches many contracts asks for those that are raised.
create table evaluation_alert (
    agreement text not null,
    period text not null,
    position integer not null,
    alert text not null,
    title text not null,
    clause text,
    raised boolean not null,
    sentence text not null,
    primary key (agreement, period, position),
    foreign key (agreement, period) references evaluation
);

-- The order in which pages are read.
create index evaluation_alert_newest_first on evaluation_alert (period desc, agreement, position);
