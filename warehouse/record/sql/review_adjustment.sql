-- Grain: one row for each adjustment of the asked reports, the latest last. Parameter: $1 report ids, a JSON list.
WITH asked AS (
  SELECT DISTINCT unnest(from_json($1, '["BIGINT"]')) AS report_id
)
SELECT a.report_id, a.indicator_id, CAST(a.published_value AS VARCHAR) AS published_value, CAST(a.value AS VARCHAR) AS value,
       epoch_us(a.recorded_at) AS micros
FROM adjustment a
JOIN asked q ON q.report_id = a.report_id
ORDER BY a.recorded_at, a.value DESC
