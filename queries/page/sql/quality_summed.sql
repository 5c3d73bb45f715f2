-- Grain: one row for each subject. Sources: release_member, release_total, cell_adjusted, indicator, adjustment_latest, report_version.
-- Parameter: $1 a release.
-- Meaning: the cells with a value that are added up in any total of the release, each once, and how many of them were solved from damaged
--   digits (inferred) or taken off a picture (ocr). adjusted: the preferred totals of the release that hold a value which a person accepted
--   in place of the printed one, as they were frozen. waiting: cells for which a person accepted another value,
--   which a release of published values does not use.
-- Null rule: adjusted is NULL of a release of before, which did not count them.
WITH summed AS (
  SELECT DISTINCT m.version_id, m.subject FROM release_member m WHERE m.release_id = $1
),
-- NULL where none of the totals was counted.
chosen AS (
  SELECT i.subject, CASE WHEN count(t.adjusted) > 0 THEN count(CASE WHEN t.adjusted > 0 THEN 1 END) END AS adjusted
  FROM release_total t
  JOIN indicator i ON i.indicator_id = t.indicator_id
  WHERE t.release_id = $1 AND t.preferred
  GROUP BY i.subject
)
SELECT CAST(s.subject AS VARCHAR) AS subject, count(*) AS cells, count(CASE WHEN c.is_inferred THEN 1 END) AS inferred,
       count(CASE WHEN c.is_ocr THEN 1 END) AS ocr, max(h.adjusted) AS adjusted, count(a.version_id) AS waiting
FROM summed s
JOIN cell_adjusted c ON c.version_id = s.version_id AND c.value IS NOT NULL
JOIN indicator i ON i.indicator_id = c.indicator_id AND i.subject = s.subject
LEFT JOIN chosen h ON h.subject = s.subject
LEFT JOIN (
  SELECT DISTINCT v.version_id, l.indicator_id, l.published_value
  FROM adjustment_latest l
  JOIN report_version v ON v.report_id = l.report_id
  WHERE l.value IS DISTINCT FROM l.published_value
) a ON a.version_id = c.version_id AND a.indicator_id = c.indicator_id AND a.published_value = c.value
GROUP BY s.subject
ORDER BY s.subject
