-- Grain: one row for each cell of an agency's report that counts, by year.
-- Sources: disclosure, request, appeal, indicator, doubtful_cell.
-- Parameters: $1 the agency by name; $2 the year, 0 for all.
-- Excluded: versions that another one won over. Null rule: value is empty unless the cell has one; blank is not 0.
WITH fact AS (
  SELECT year, region_code, agency, 'disclosure' AS subject, scope, form, value, state, version_id, indicator_id FROM disclosure
  UNION ALL
  SELECT year, region_code, agency, 'request', scope, form, CAST(value AS DECIMAL(18, 6)), state, version_id, indicator_id FROM request
  UNION ALL
  SELECT year, region_code, agency, 'appeal', scope, form, CAST(value AS DECIMAL(18, 6)), state, version_id, indicator_id FROM appeal
)
SELECT f.year, f.region_code, f.agency AS name, f.subject, i.code,
       rtrim(rtrim(CAST(f.value AS VARCHAR), '0'), '.') AS value, 'exact' AS bound, CAST(f.state AS VARCHAR) AS state,
       CASE WHEN e.version_id IS NULL THEN 0 ELSE 1 END AS flagged,
       coalesce(f.form, '') AS form, FALSE AS is_mixed, CAST(f.scope AS VARCHAR) AS basis, 1 AS reports, 1 AS expected, 0 AS missing,
       0 AS members_expected, 0 AS members_reported, 0 AS members_missing, 0 AS members_reports, 0 AS expected_regions,
       0 AS reported_regions, '' AS expected_from
FROM fact f
JOIN indicator i ON i.indicator_id = f.indicator_id
LEFT JOIN doubtful_cell e ON e.version_id = f.version_id AND e.indicator_id = f.indicator_id
WHERE f.agency = $1 AND $2 IN (0, f.year)
ORDER BY f.year, f.region_code, i.indicator_id
