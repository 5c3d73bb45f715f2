-- Grain: one row for each body that may be meant.
-- Sources: agency_current, agency_name, agency_change, agency, region.
-- Parameters: $1 a body by name, by another or an earlier name, or by number; or a region by code or name, which stands for its
--   government or zone committee; $2 a region by code or name with all that is inside it, empty for any.
-- Excluded: names that stand for another body. Null rule: none.
WITH RECURSIVE inside AS (
  SELECT code FROM region WHERE $2 IN (code, name)
  UNION
  SELECT r.code FROM region r JOIN inside i ON i.code = r.parent_code
),
place AS (
  SELECT code, arg_max(name, valid_from) AS name FROM region GROUP BY code
),
named AS (
  SELECT agency_id FROM agency_name WHERE name = $1
  UNION
  SELECT agency_id FROM agency_change WHERE name = $1 AND recorded_at < (SELECT known_before FROM as_of)
  UNION
  SELECT agency_id FROM agency_current WHERE CAST(agency_id AS VARCHAR) = $1
  UNION
  SELECT c.agency_id
  FROM agency_current c
  LEFT JOIN place p ON p.code = c.region_code
  WHERE $1 IN (c.region_code, p.name) AND c.kind IN ('government', 'zone_committee')
)
SELECT DISTINCT c.agency_id, c.name, c.region_code, coalesce(p.name, '') AS region
FROM named n
JOIN agency_current c ON c.agency_id = n.agency_id
JOIN agency_name own ON own.agency_id = c.agency_id
LEFT JOIN place p ON p.code = c.region_code
WHERE $2 = '' OR c.region_code IN (SELECT code FROM inside)
ORDER BY c.name, c.region_code
