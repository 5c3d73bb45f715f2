-- Grain: one row for each subject. Sources: release_member, cell, indicator, adjustment_latest, report_version. Parameter: $1 a release.
-- Meaning: the cells with a value that are added up in any total of the release, each once, and how many of them were solved from damaged
--   digits. waiting: those for which a person accepted another value, which a release of published values does not use.
-- Null rule: no NULLs.
WITH summed AS (
  SELECT DISTINCT m.version_id, m.subject FROM release_member m WHERE m.release_id = $1
)
SELECT CAST(s.subject AS VARCHAR) AS subject, count(*) AS cells, count(CASE WHEN c.state = 'inferred' THEN 1 END) AS inferred,
       count(a.version_id) AS waiting
FROM summed s
JOIN cell c ON c.version_id = s.version_id AND c.value IS NOT NULL
JOIN indicator i ON i.indicator_id = c.indicator_id AND i.subject = s.subject
LEFT JOIN (
  SELECT DISTINCT v.version_id, l.indicator_id, l.published_value
  FROM adjustment_latest l
  JOIN report_version v ON v.report_id = l.report_id
  WHERE l.value IS DISTINCT FROM l.published_value
) a ON a.version_id = c.version_id AND a.indicator_id = c.indicator_id AND a.published_value = c.value
GROUP BY s.subject
ORDER BY s.subject
