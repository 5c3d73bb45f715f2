-- Grain: one row for each asked finding, as its latest version has it. Parameter: $1 finding ids, a JSON list.
WITH asked AS (
  SELECT DISTINCT unnest(from_json($1, '["VARCHAR"]')) AS finding_id
),
placed AS (
  SELECT f.finding_id, f.version_id, v.report_id, f.cells, f.suggestion,
         row_number() OVER (PARTITION BY f.finding_id ORDER BY f.version_id DESC, f.rowid) AS place
  FROM finding f
  JOIN asked a ON a.finding_id = f.finding_id
  JOIN report_version v ON v.version_id = f.version_id
)
SELECT finding_id, version_id, report_id, CAST(to_json(cells) AS VARCHAR) AS cells, suggestion
FROM placed
WHERE place = 1
