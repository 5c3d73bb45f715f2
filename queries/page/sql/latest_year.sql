-- Grain: one row. Sources: coverage_count, report.
-- Parameter: $1 a region code.
-- Meaning: the latest year in which the region has a total, else the latest of any report; 0 where there is none.
SELECT coalesce((SELECT max(year) FROM coverage_count WHERE region_code = $1 AND preferred IS NOT NULL),
                (SELECT max(year) FROM report), 0) AS year
