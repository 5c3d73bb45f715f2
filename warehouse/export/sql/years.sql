-- Grain: one row a year that has a report.
SELECT DISTINCT year
FROM report
ORDER BY year;
