-- The last day on which something of a result, or of its difference, can be claimed: what is open over all agreements is
-- found without reading every result.
alter table evaluation add column claim_by date;
alter table difference add column claim_by date;

update evaluation
set claim_by = (
    select max((line -> 'claim' ->> 'by')::date)
    from json_array_elements(message::json -> 'evaluation' -> 'lines') as line)
where strpos(message, '"claim":') > 0 and strpos(message, '\u0000') = 0;

update difference
set claim_by = (select max((line -> 'claim' ->> 'by')::date) from json_array_elements(message::json -> 'lines') as line)
where strpos(message, '"claim":') > 0 and strpos(message, '\u0000') = 0;

create index evaluation_claim_by on evaluation (claim_by) where claim_by is not null;
create index difference_claim_by on difference (claim_by) where claim_by is not null;
