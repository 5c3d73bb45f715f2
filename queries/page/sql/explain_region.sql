-- Grain: one row for each region that may be meant in a year. Sources: region, region_year.
-- Parameters: $1 a region by code or name; $2 the year.
-- Excluded: regions that do not exist at the end of that year, where is_valid is false. Null rule: no NULLs.
SELECT DISTINCT r.code, r.name, y.region_code IS NOT NULL AS is_valid
FROM region r
LEFT JOIN region_year y ON y.region_code = r.code AND y.year = $2 AND y.region_name = r.name
WHERE $1 IN (r.code, r.name)
ORDER BY is_valid DESC, r.code, r.name
