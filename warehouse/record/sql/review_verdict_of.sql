-- Grain: one row for each verdict on an asked finding, the latest last. Parameter: $1 report and id of each, a JSON list.
WITH asked AS (
  SELECT unnest(from_json($1, '[{"report_id":"BIGINT","finding_id":"VARCHAR"}]'), recursive := true)
)
SELECT a.report_id, d.finding_id, d.verdict, d.who, coalesce(d.why, '') AS why, epoch_us(d.recorded_at) AS micros
FROM (SELECT DISTINCT report_id, finding_id FROM asked) a
JOIN verdict d ON d.finding_id = a.finding_id
ORDER BY d.recorded_at, d.verdict DESC
