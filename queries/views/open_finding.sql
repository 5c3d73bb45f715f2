-- Grain: one row for each open error and cell it names (one row without an indicator where it names none).
-- Sources: finding, report_version, verdict, indicator.
-- Meaning: findings of severity error and status fail that nobody has ruled on, or whose latest ruling as of the day is open.
-- Additive over: nothing, a cell may stand under several. Excluded: warnings, accepted and dismissed findings.
-- Null rule: indicator_id is NULL for a finding about the document as a whole.
CREATE OR REPLACE VIEW open_finding AS
WITH ruling AS (
  SELECT finding_id, verdict, row_number() OVER (PARTITION BY finding_id ORDER BY recorded_at DESC, verdict) AS place
  FROM verdict
  WHERE recorded_at < (SELECT known_before FROM as_of)
),
open AS (
  SELECT f.finding_id, f.version_id, f.rule, f.subject, f.cells
  FROM finding f
  JOIN report_version r ON r.version_id = f.version_id AND r.recorded_at < (SELECT known_before FROM as_of)
  LEFT JOIN ruling v ON v.finding_id = f.finding_id AND v.place = 1
  WHERE f.severity = 'error' AND f.status = 'fail' AND (v.verdict IS NULL OR v.verdict NOT IN ('accepted', 'dismissed'))
),
named AS (
  SELECT finding_id, version_id, rule, subject, unnest(CASE WHEN len(cells) > 0 THEN cells ELSE [NULL] END) AS code FROM open
)
SELECT DISTINCT n.finding_id, n.version_id, n.rule, coalesce(i.subject, n.subject) AS subject, i.indicator_id
FROM named n
LEFT JOIN indicator i ON i.code = n.code;
