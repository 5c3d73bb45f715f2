-- Grain: one row for each status. Sources: punctuality, region_valid. Parameters: $1 a region code, $2 a year.
-- Meaning: how many of the bodies of the region, and governments directly below it, reported in time.
-- Null rule: days is NULL where no report was late.
SELECT p.status, count(*) AS bodies, max(p.days_late) AS days
FROM punctuality p
JOIN region_valid v ON v.region_code = p.region_code AND v.year = p.year
WHERE p.year = $2 AND (p.region_code = $1 OR (v.parent_code = $1 AND p.agency_kind IN ('government', 'zone_committee')))
GROUP BY p.status
ORDER BY p.status
