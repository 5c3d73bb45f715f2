-- Grain: one row for each region, year and kind of population. Sources: denominator_current, region.
-- Parameters: $1 a region code with all that is inside it, empty for all; $2 a year, 0 for all.
-- Null rule: no NULLs; region is empty where the warehouse does not know the code.
WITH RECURSIVE inside AS (
  SELECT code FROM region WHERE code = $1
  UNION
  SELECT r.code FROM region r JOIN inside i ON i.code = r.parent_code
),
place AS (
  SELECT code, arg_max(name, valid_from) AS name FROM region GROUP BY code
)
SELECT d.region_code, coalesce(p.name, '') AS region, d.year, d.kind, d.value, d.source, d.is_interpolated, d.who,
       strftime(timezone('Asia/Shanghai', d.recorded_at), '%Y-%m-%d') AS recorded_on
FROM denominator_current d
LEFT JOIN place p ON p.code = d.region_code
WHERE ($1 = '' OR d.region_code IN (SELECT code FROM inside)) AND $2 IN (0, d.year)
ORDER BY d.region_code, d.year, d.kind
