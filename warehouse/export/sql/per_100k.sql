-- Grain: one row a region, indicator and kind of population, for one year; the natural key is region_code, code, population_kind.
SELECT
    year, region_code, region_name, level, subject, code, CAST(label_zh AS indicator_label) AS label_zh, value,
    CAST(unit AS indicator_unit) AS unit, kind, basis, bound, reports, expected, missing, flagged, population, population_kind,
    population_year, is_interpolated, source, per_100k
FROM per_100k
WHERE year = $year
ORDER BY region_code, code, population_kind;
