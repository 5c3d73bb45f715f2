-- Grain: one row: how many reports are in no total of any year, since agency, region or year is not settled. Sources: unsettled_report.
SELECT CAST(count(*) AS VARCHAR) AS reports FROM unsettled_report WHERE year = $1 OR year IS NULL
