-- Grain: one row for each level of bodies and status of punctuality. Sources: punctuality, region_level. Parameter: $1 a year.
-- Null rule: level is empty for a body of which it is not known; days where none was late.
SELECT coalesce(p.agency_level, '') AS level, coalesce(p.absence, p.status) AS status, count(*) AS bodies, max(p.days_late) AS days
FROM punctuality p
LEFT JOIN region_level l ON l.level = p.agency_level
WHERE p.year = $1
GROUP BY p.agency_level, l.depth, coalesce(p.absence, p.status)
ORDER BY l.depth, coalesce(p.absence, p.status)
