-- Grain: one row for each agency, year and indicator whose value is another than before.
-- Sources: changed_report, earlier_cell, later_cell, indicator, region, revision_class.
-- Parameters: $1 a region by code or name with all inside it, empty for all; $2 the year, 0 for all.
-- Excluded: reports that were not there on the first day, which restate nothing (see the totals); NULL on both days.
-- Null rule: a value is NULL where that day had none; difference where either had none.
WITH RECURSIVE inside AS (
  SELECT code FROM region WHERE $1 IN (code, name)
  UNION
  SELECT r.code FROM region r JOIN inside i ON i.code = r.parent_code
)
SELECT r.year, r.region_code, r.agency, i.code, i.label_zh, i.label_en, CAST(e.value AS VARCHAR) AS earlier_value,
       CAST(l.value AS VARCHAR) AS value,
       CAST(l.value - e.value AS VARCHAR) AS difference, r.cause, k.class
FROM changed_report r
JOIN earlier_cell e ON e.version_id = r.earlier_version_id
LEFT JOIN later_cell l ON l.version_id = r.version_id AND l.indicator_id = e.indicator_id
JOIN indicator i ON i.indicator_id = e.indicator_id
JOIN revision_class k ON k.cause = r.cause
WHERE e.value IS DISTINCT FROM l.value
  AND ($1 = '' OR r.region_code IN (SELECT code FROM inside)) AND ($2 = 0 OR r.year = $2)
UNION ALL
-- An indicator that the report did not have before, as on another form.
SELECT r.year, r.region_code, r.agency, i.code, i.label_zh, i.label_en, NULL, CAST(l.value AS VARCHAR), NULL, r.cause, k.class
FROM changed_report r
JOIN later_cell l ON l.version_id = r.version_id
LEFT JOIN earlier_cell e ON e.version_id = r.earlier_version_id AND e.indicator_id = l.indicator_id
JOIN indicator i ON i.indicator_id = l.indicator_id
JOIN revision_class k ON k.cause = r.cause
WHERE r.earlier_version_id IS NOT NULL AND e.indicator_id IS NULL AND l.value IS NOT NULL
  AND ($1 = '' OR r.region_code IN (SELECT code FROM inside)) AND ($2 = 0 OR r.year = $2)
ORDER BY year, region_code, agency, code;
