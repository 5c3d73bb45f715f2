-- Grain: one row for each body, or government of a region, and year. Sources: look_current, agency_current, region.
-- Parameter: $1 a year, 0 for all. Null rule: agency is NULL for the government of the region.
SELECT a.name AS agency, l.region_code, coalesce(p.name, '') AS region, l.year, l.address, strftime(l.looked_on, '%Y-%m-%d') AS looked_on,
       l.looks
FROM look_current l
LEFT JOIN agency_current a ON a.agency_id = l.agency_id
LEFT JOIN (SELECT code, arg_max(name, valid_from) AS name FROM region GROUP BY code) p ON p.code = l.region_code
WHERE $1 = 0 OR l.year = $1
ORDER BY l.year, l.region_code, a.name NULLS FIRST
