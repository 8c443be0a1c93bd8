-- Facts and records are appended and looked up by their key, row by row. A vacuum for rows that are only appended reads
-- and writes each page once more, and nothing here is read faster for it. What changes is still vacuumed.
alter table record set (autovacuum_vacuum_insert_threshold = -1);
do $$
declare
    month regclass;
begin
    for month in select inhrelid::regclass from pg_inherits where inhparent = 'fact'::regclass loop
        execute format('alter table %s set (autovacuum_vacuum_insert_threshold = -1)', month);
    end loop;
end $$;
