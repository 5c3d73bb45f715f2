-- Grain: one row for each region and indicator of the year before, on the preferred basis. Sources: region_indicator.
-- Parameter: $1 the year of the release. Null rule: value is NULL where no member gave one.
SELECT region_code, year, indicator_id, basis, value, bound, missing, flagged
FROM region_indicator
WHERE year = $1 - 1 AND preferred
