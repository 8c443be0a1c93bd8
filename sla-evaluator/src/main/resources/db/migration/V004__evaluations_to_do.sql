-- Evaluations can be withdrawn, agreements wait to be evaluated whole, and a message that no broker takes steps aside.
alter table evaluation add column withdrawn boolean not null default false;

-- Agreements all of whose periods are to be evaluated: a version was added, or evaluating the agreement failed. No key:
-- a note that met an older one, just being taken, would be lost.
create table agreement_due (agreement text not null);
insert into agreement_due select distinct agreement from agreement_version;

-- Why the broker can never take the message; absent while it waits for its turn. Cleared by hand, it waits again.
alter table outbox add column refused text;
create index outbox_refused on outbox (id) where refused is not null;
