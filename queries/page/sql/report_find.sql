-- Grain: one row for each report that may be meant, settled or not.
-- Sources: report, unsettled_report, agency_alias, region.
-- Parameters: $1 an agency by name, alias or number, or a region code or name, which stands for its government or zone
--   committee; $2 a region by code or name, empty for any; $3 a year, 0 for any.
-- Excluded: renditions that another one won over. Null rule: none.
WITH settled AS (
  SELECT r.version_id, r.agency, r.agency_id, r.agency_kind, r.region_code, r.year
  FROM report r
  UNION
  SELECT u.version_id, u.agency, NULL, NULL, u.region_code, u.year
  FROM unsettled_report u
  WHERE u.version_id NOT IN (SELECT version_id FROM report)
),
place AS (
  SELECT code, arg_max(name, valid_from) AS name FROM region GROUP BY code
)
SELECT s.version_id, coalesce(s.agency, '') AS agency, coalesce(s.region_code, '') AS region_code, coalesce(s.year, 0) AS year
FROM settled s
LEFT JOIN place p ON p.code = s.region_code
WHERE (s.agency = $1 OR CAST(s.agency_id AS VARCHAR) = $1
       OR s.agency_id IN (SELECT agency_id FROM agency_alias WHERE alias = $1)
       OR ($1 IN (s.region_code, p.name) AND s.agency_kind IN ('government', 'zone_committee')))
  AND ($2 = '' OR $2 IN (s.region_code, p.name))
  AND ($3 = 0 OR s.year = $3)
ORDER BY s.year DESC, s.agency, s.region_code, s.version_id
