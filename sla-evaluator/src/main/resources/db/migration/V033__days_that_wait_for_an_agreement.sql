-- An agreement that takes long to evaluate rests meanwhile: what changes then is noted by day. Without a day, all of its
-- periods are to be evaluated.
alter table agreement_due add column day date;
