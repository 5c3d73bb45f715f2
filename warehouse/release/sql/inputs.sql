-- Grain: one row for each report of a year that counts, with the hashes of what it says. Sources: report, report_version, cell,
--   open_finding. Parameter: $1 the year.
-- Excluded: unsettled and withdrawn reports, renditions that another one won over. Null rule: published_on where it is unknown.
WITH counting AS (
  SELECT r.version_id, r.sha256, v.ordinal, r.agency_id, coalesce(r.agency, v.agency_name) AS agency, r.region_code,
         r.scope_disclosure, r.scope_request, r.scope_appeal, r.published_on, r.is_correction, v.parser_version, v.rules_version
  FROM report r
  JOIN report_version v ON v.version_id = r.version_id
  WHERE r.year = $1
),
told AS (
  SELECT c.version_id,
         sha256(string_agg(c.indicator_id || ' ' || c.state || ' ' || coalesce(CAST(c.value AS VARCHAR), ''), chr(10)
                           ORDER BY c.indicator_id)) AS cells
  FROM cell c
  WHERE c.version_id IN (SELECT version_id FROM counting)
  GROUP BY c.version_id
),
doubted AS (
  SELECT version_id, sha256(string_agg(finding_id, chr(10) ORDER BY finding_id)) AS open_errors
  FROM (SELECT DISTINCT version_id, finding_id FROM open_finding WHERE version_id IN (SELECT version_id FROM counting)) f
  GROUP BY version_id
)
SELECT n.version_id, n.sha256, n.ordinal, n.agency_id, n.agency, n.region_code, n.scope_disclosure, n.scope_request, n.scope_appeal,
       n.published_on, n.is_correction, n.parser_version, n.rules_version, coalesce(t.cells, '') AS cells,
       coalesce(d.open_errors, '') AS open_errors
FROM counting n
LEFT JOIN told t ON t.version_id = n.version_id
LEFT JOIN doubted d ON d.version_id = n.version_id
