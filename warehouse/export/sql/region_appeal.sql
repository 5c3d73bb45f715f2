-- Grain: one row a region, basis and indicator, for one year; the natural key is region_code, basis, track, result.
SELECT
    year, region_code, region_name, basis, preferred, track, result, label_zh, value, unit, is_total,
    reports, expected, missing, flagged, expected_from
FROM region_appeal
WHERE year = $year
ORDER BY region_code, basis, track, result;
