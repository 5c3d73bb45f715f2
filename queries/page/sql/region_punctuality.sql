-- Grain: one row for each status, and for each word for a report that is not there. Sources: punctuality, region_valid.
-- Parameters: $1 a region code, $2 a year.
-- Meaning: how many of the bodies of the region, and governments directly below it, published in time.
-- Null rule: days is NULL where no report was late.
SELECT coalesce(p.absence, p.status) AS status, count(*) AS bodies, max(p.days_late) AS days
FROM punctuality p
JOIN region_valid v ON v.region_code = p.region_code AND v.year = p.year
WHERE p.year = $2 AND (p.region_code = $1 OR (v.parent_code = $1 AND p.agency_kind IN ('government', 'zone_committee')))
GROUP BY coalesce(p.absence, p.status)
ORDER BY coalesce(p.absence, p.status)
