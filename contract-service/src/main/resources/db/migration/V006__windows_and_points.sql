-- Over what the KPI of a line was measured, where that is not the period: a rule has a line for each such window.
alter table evaluation_line add column window_label text;
-- A rule on a total of points looks at no KPI.
alter table evaluation_line alter column kpi drop not null;
