-- Grain: one row for each name that a report may bear in a region.
-- Sources: agency, agency_alias.
-- Meaning: which body the name stands for on the as-of day: what the latest alias says, else the body of that name. Reports
--   under an old name, or under another spelling, so become reports of one body. named_id is the id that a body of just this
--   name has by itself, whatever it stands for now.
-- Additive over: nothing. Excluded: bodies that were not known yet. Null rule: named_id is NULL where no body was ever seen under the name.
CREATE OR REPLACE VIEW agency_name AS
SELECT coalesce(a.name, l.name) AS name, coalesce(a.region_code, l.region_code) AS region_code,
       coalesce(l.agency_id, a.agency_id) AS agency_id, a.agency_id AS named_id
FROM (
  SELECT agency_id, name, region_code FROM agency WHERE recorded_at < (SELECT known_before FROM as_of)
) a
FULL JOIN (
  SELECT g.alias AS name, b.region_code, arg_max(g.agency_id, g.recorded_at) AS agency_id
  FROM agency_alias g
  JOIN agency b ON b.agency_id = g.agency_id
  WHERE g.recorded_at < (SELECT known_before FROM as_of)
  GROUP BY g.alias, b.region_code
) l ON l.name = a.name AND l.region_code = a.region_code;
