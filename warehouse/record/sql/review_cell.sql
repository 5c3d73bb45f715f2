-- Grain: one row for each asked cell that the version has. Parameter: $1 version and code of each, a JSON list.
WITH asked AS (
  SELECT unnest(from_json($1, '[{"version_id":"BIGINT","code":"VARCHAR"}]'), recursive := true)
)
SELECT c.version_id, i.code, c.indicator_id, CAST(c.value AS VARCHAR) AS value, i.unit NOT IN ('元', '万元') AS is_count
FROM asked a
JOIN indicator i ON i.code = a.code
JOIN cell c ON c.version_id = a.version_id AND c.indicator_id = i.indicator_id
