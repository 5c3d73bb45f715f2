-- Grain: one row for each other name of a body, each body before it and each after it.
-- Sources: agency_name, agency_change, agency, agency_successor, agency_current. Parameter: $1 the body.
-- Null rule: since is empty where the day is not known.
SELECT 'name' AS link, n.name, '' AS since
FROM (
  SELECT name FROM agency_name WHERE agency_id = $1
  UNION
  SELECT name FROM agency WHERE agency_id = $1
  UNION
  SELECT name FROM agency_change WHERE agency_id = $1 AND recorded_at < (SELECT known_before FROM as_of)
) n
JOIN agency_current c ON c.agency_id = $1
WHERE n.name <> c.name
UNION
SELECT 'before', c.name, strftime(s.since, '%Y-%m-%d')
FROM agency_successor s
JOIN agency_current c ON c.agency_id = s.agency_id
WHERE s.successor_id = $1 AND s.recorded_at < (SELECT known_before FROM as_of)
UNION
SELECT 'after', c.name, strftime(s.since, '%Y-%m-%d')
FROM agency_successor s
JOIN agency_current c ON c.agency_id = s.successor_id
WHERE s.agency_id = $1 AND s.recorded_at < (SELECT known_before FROM as_of)
ORDER BY link, since, name
