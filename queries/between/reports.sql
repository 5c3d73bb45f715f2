-- Grain: one row, how many reports count.
SELECT count(*) FROM report;
