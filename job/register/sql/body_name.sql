-- Grain: one row for each other name that a body has or had. Sources: agency_name, agency_change, agency, agency_current.
-- Parameter: $1 the body.
SELECT n.name
FROM (
  SELECT name FROM agency_name WHERE agency_id = $1
  UNION
  SELECT name FROM agency WHERE agency_id = $1
  UNION
  SELECT name FROM agency_change WHERE agency_id = $1 AND recorded_at < (SELECT known_before FROM as_of)
) n
JOIN agency_current c ON c.agency_id = $1
WHERE n.name <> c.name
ORDER BY n.name;
