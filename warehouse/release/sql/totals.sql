-- Grain: one row for each region, basis and indicator of a year. Sources: region_indicator. Parameter: $1 the year.
-- Null rule: value is NULL where no member gave one.
SELECT region_code, year, basis, preferred, indicator_id, value, reports, expected, missing, flagged, expected_from, inferred,
       adjusted, ocr, bound
FROM region_indicator
WHERE year = $1
