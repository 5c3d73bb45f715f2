-- Grain: one row for each name that a report may bear in a region.
-- Sources: agency, agency_alias.
-- Meaning: which body the name stands for on the as-of day: what the latest alias says, else the body of that name. Reports
--   under an old name, or under another spelling, so become reports of one body.
-- Additive over: nothing. Excluded: bodies that were not known yet. Null rule: no NULLs.
CREATE OR REPLACE VIEW agency_name AS
WITH ranked AS (
  SELECT l.alias AS name, a.region_code, l.agency_id,
         row_number() OVER (PARTITION BY l.alias, a.region_code ORDER BY l.recorded_at DESC, l.agency_id) AS place
  FROM agency_alias l
  JOIN agency a ON a.agency_id = l.agency_id
  WHERE l.recorded_at < (SELECT known_before FROM as_of)
),
alias AS (
  SELECT name, region_code, agency_id FROM ranked WHERE place = 1
)
SELECT name, region_code, agency_id FROM alias
UNION ALL
SELECT a.name, a.region_code, a.agency_id
FROM agency a
LEFT JOIN alias l ON l.name = a.name AND l.region_code = a.region_code
WHERE l.agency_id IS NULL AND a.recorded_at < (SELECT known_before FROM as_of);
