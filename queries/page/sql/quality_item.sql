-- Grain: one row for each indicator that most reports of a release leave without a value, ten of them. Sources: release_input, cell,
--   indicator. Parameter: $1 a release. Excluded: tables that a report lacks. Null rule: no NULLs.
SELECT code, label_zh, label_en, reports, without
FROM (
  SELECT i.code, i.label_zh, i.label_en, count(*) AS reports, count(*) - count(c.value) AS without, i.indicator_id
  FROM release_input n
  JOIN cell_read c ON c.version_id = n.version_id
  JOIN indicator i ON i.indicator_id = c.indicator_id
  WHERE n.release_id = $1
  GROUP BY i.code, i.label_zh, i.label_en, i.indicator_id
) counted
WHERE without > 0
ORDER BY CAST(without AS DOUBLE) / reports DESC, without DESC, indicator_id
LIMIT 10
