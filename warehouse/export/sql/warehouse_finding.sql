-- Grain: one row a finding of a rule over several reports, for one year or all; the natural key is finding_id. The same rows as view
-- warehouse_finding, from the table that setup.sql makes.
SELECT
    year, region_code, agency, rule, subject, severity, status, left_value, right_value, code, label_zh, other_agency,
    other_year, finding_id
FROM between_report
WHERE $year IN (0, year)
ORDER BY year, region_code, agency, rule, finding_id;
