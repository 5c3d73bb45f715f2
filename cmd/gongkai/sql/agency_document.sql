-- Grain: one row for each report whose document begins with the given digits, as it counts now, rulings included.
-- Sources: version_current. Parameters: $1 the first hex digits of a document's hash; $2 which report of it, 0 for all.
-- Null rule: what is not known is empty or 0.
SELECT version_id, sha256, ordinal, reports, agency, region_code, year
FROM (
  SELECT version_id, sha256, ordinal, count(*) OVER (PARTITION BY sha256) AS reports, coalesce(agency_name, '') AS agency,
         coalesce(region_code, '') AS region_code, coalesce(year, 0) AS year
  FROM version_current
)
WHERE starts_with(sha256, $1) AND ($2 = 0 OR ordinal = $2)
ORDER BY sha256, ordinal
