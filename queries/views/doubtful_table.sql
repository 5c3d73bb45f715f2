-- Grain: one row for each report, subject and finding that doubts the whole table: it is last year's, or another body's.
-- Sources: same_table, rule, report_version, indicator, verdict, as_of.
-- Meaning: the findings of the rules copied.year and identical.bodies that are at least a warning, under the id that
--   warehouse_finding has for them, which cannot be read for every total. Nobody has accepted or dismissed them, or the latest ruling
--   as of the day is open.
-- Additive over: nothing, a table may stand under both. Excluded: findings for information only, accepted and dismissed ones.
-- Null rule: no NULLs.
CREATE OR REPLACE VIEW doubtful_table AS
WITH ruling AS (
  SELECT finding_id, verdict, row_number() OVER (PARTITION BY finding_id ORDER BY recorded_at DESC, verdict) AS place
  FROM verdict
  WHERE recorded_at < (SELECT known_before FROM as_of)
),
told AS (
  SELECT f.version_id, f.subject, f.rule, {finding_severity} AS severity, coalesce(CAST(u.status AS VARCHAR), 'uncertain') AS status,
         f.other_version_id, f.left_value, f.right_value, {finding_id} AS finding_id
  FROM same_table f
  LEFT JOIN rule u ON u.rule = f.rule
  LEFT JOIN report_version o ON o.version_id = f.other_version_id
  LEFT JOIN indicator i ON i.indicator_id = f.indicator_id
)
SELECT t.version_id, t.subject, t.rule, t.severity, t.status, t.other_version_id, t.left_value, t.right_value, t.finding_id
FROM told t
LEFT JOIN ruling v ON v.finding_id = t.finding_id AND v.place = 1
WHERE t.severity <> 'info' AND (v.verdict IS NULL OR v.verdict NOT IN ('accepted', 'dismissed'));
