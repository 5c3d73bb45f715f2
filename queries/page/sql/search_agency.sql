-- Grain: one row for each body whose name, other name or earlier name holds a text, at most so many. Sources: agency_current, agency_alias,
--   agency_name, region.
-- Parameters: $1 the text, $2 how many.
-- Meaning: names that begin with the text first, then shorter ones. Null rule: region is empty where it is not known.
WITH place AS (
  SELECT code, arg_max(name, valid_from) AS name FROM region GROUP BY code
),
known AS (
  SELECT agency_id FROM agency_name
),
other AS (
  SELECT DISTINCT agency_id FROM agency_alias WHERE contains(alias, $1)
)
SELECT c.agency_id, c.name, c.region_code, coalesce(p.name, '') AS region
FROM agency_current c
JOIN (SELECT DISTINCT agency_id FROM known) k ON k.agency_id = c.agency_id
LEFT JOIN place p ON p.code = c.region_code
WHERE contains(c.name, $1) OR c.agency_id IN (SELECT agency_id FROM other)
ORDER BY starts_with(c.name, $1) DESC, len(c.name), c.region_code, c.name
LIMIT $2
