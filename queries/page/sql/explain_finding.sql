-- Grain: one row for each finding that nobody has ruled on and cell of it that a total is read from.
-- Sources: region_member, finding, doubtful_table, report, verdict, indicator, indicator_part.
-- Parameters: $1 the region's code; $2 the year; $3 the indicator's code.
-- Excluded: findings about other cells, and those that were accepted or dismissed. Null rule: the messages are NULL for a rule between
--   reports, whose texts are in config/rules; the values and the other body for any other.
WITH asked AS (
  SELECT indicator_id, subject, code FROM indicator WHERE code = $3
),
printed AS (
  SELECT code FROM asked
  UNION
  SELECT i.code FROM indicator_part p JOIN asked q ON q.indicator_id = p.total_id JOIN indicator i ON i.indicator_id = p.part_id
),
ruling AS (
  SELECT finding_id, verdict, row_number() OVER (PARTITION BY finding_id ORDER BY recorded_at DESC, verdict) AS place
  FROM verdict
  WHERE recorded_at < (SELECT known_before FROM as_of)
),
summed AS (
  SELECT m.version_id FROM region_member m JOIN asked q ON q.subject = CAST(m.subject AS subject)
  WHERE m.region_code = $1 AND m.year = $2
),
named AS (
  SELECT f.finding_id, f.version_id, f.rule, f.severity, f.status, f.message_zh, f.message_en, unnest(f.cells) AS code,
         CAST(NULL AS VARCHAR) AS left_value, CAST(NULL AS VARCHAR) AS right_value, CAST(NULL AS VARCHAR) AS other_agency
  FROM finding f
  WHERE f.version_id IN (SELECT version_id FROM summed)
  UNION ALL
  SELECT t.finding_id, t.version_id, t.rule, CAST(t.severity AS severity), CAST(t.status AS finding_status), NULL, NULL, p.code,
         rtrim(rtrim(CAST(t.left_value AS VARCHAR), '0'), '.'), rtrim(rtrim(CAST(t.right_value AS VARCHAR), '0'), '.'), o.agency
  FROM doubtful_table t
  JOIN asked q ON CAST(q.subject AS VARCHAR) = t.subject
  CROSS JOIN printed p
  LEFT JOIN report o ON o.version_id = t.other_version_id
  WHERE t.version_id IN (SELECT version_id FROM summed)
)
SELECT DISTINCT n.version_id, n.code, n.finding_id, n.rule, CAST(n.severity AS VARCHAR) AS severity, CAST(n.status AS VARCHAR) AS status,
       n.message_zh, n.message_en, n.left_value, n.right_value, coalesce(n.other_agency, '') AS other_agency, n.severity AS rank
FROM named n
JOIN printed p ON p.code = n.code
LEFT JOIN ruling v ON v.finding_id = n.finding_id AND v.place = 1
WHERE v.verdict IS NULL OR v.verdict NOT IN ('accepted', 'dismissed')
ORDER BY n.version_id, rank DESC, n.rule, n.finding_id, n.code
