-- Grain: one row a finding on a report that counts, for one year; the natural key is finding_id. Messages may quote the
-- document, so contacts are left out of them as of the prose. Who ruled is nobody's business outside the office.
SELECT
    year, region_code, agency, rule, subject, severity, status, left_value, right_value,
    public_text(message_zh) AS message_zh, public_text(message_en) AS message_en, cells, suggestion, verdict, finding_id
FROM report_finding
WHERE year = $year
ORDER BY region_code, agency, rule, finding_id;
