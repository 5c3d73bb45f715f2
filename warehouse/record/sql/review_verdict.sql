-- Grain: one row for each verdict on a finding of the asked reports, the latest last. Parameter: $1 report ids, a JSON list.
-- A finding of a rule between reports is in no table; where its verdict corrected a cell, the adjustment has its time.
WITH asked AS (
  SELECT DISTINCT unnest(from_json($1, '["BIGINT"]')) AS report_id
),
found AS (
  SELECT DISTINCT v.report_id, f.finding_id
  FROM report_version v
  JOIN asked a ON a.report_id = v.report_id
  JOIN finding f ON f.version_id = v.version_id
  UNION
  SELECT j.report_id, d.finding_id
  FROM adjustment j
  JOIN asked a ON a.report_id = j.report_id
  JOIN verdict d ON d.recorded_at = j.recorded_at
)
SELECT f.report_id, d.finding_id, d.verdict, d.who, coalesce(d.why, '') AS why, epoch_us(d.recorded_at) AS micros
FROM verdict d
JOIN found f ON f.finding_id = d.finding_id
ORDER BY d.recorded_at, d.verdict DESC
