-- Record ids come in no order, so each new one lies elsewhere in an index: one of hashes is a third of the size, and takes
-- half as long to write.
drop index fact_record;
create index fact_record on fact using hash (record_id);
