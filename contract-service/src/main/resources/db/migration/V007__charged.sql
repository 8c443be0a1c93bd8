-- What is owed for the work, beside bonus and malus in the list of statements; null if the agreement has no charges.
alter table evaluation add column charged numeric;
update evaluation set charged = (message::jsonb #>> '{evaluation,charged,amount}')::numeric
where message like '%"charged":%' and message not like '%\\u0000%';
