-- Grain: one row, how many reports count. Source: report.
SELECT count(*) FROM report;
