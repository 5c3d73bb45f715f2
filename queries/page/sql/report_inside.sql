-- Grain: one row for each report that counts of a region and all that is inside it. Sources: report, region.
-- Parameters: $1 a region by code or name, empty for all; $2 a year, 0 for all.
-- Excluded: unsettled and withdrawn reports, renditions that another one won over. Null rule: no NULLs.
WITH RECURSIVE inside AS (
  SELECT code FROM region WHERE $1 IN (code, name)
  UNION
  SELECT r.code FROM region r JOIN inside i ON i.code = r.parent_code
)
SELECT version_id
FROM report
WHERE ($1 = '' OR region_code IN (SELECT code FROM inside)) AND ($2 = 0 OR year = $2)
ORDER BY year DESC, region_code, agency, version_id
