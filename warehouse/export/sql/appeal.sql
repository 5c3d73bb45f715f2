-- Grain: one row an agency and indicator, for one year; the natural key and the order is region_code, agency, track,
-- result. Totals stand beside their parts (is_total), area reports beside the bodies in them: sums are in region_appeal.
-- The words of an indicator are of the types of setup.sql and an agency goes by its place: texts sort at twice the cost. LEFT: a
-- row without a place would stand last, not be lost.
WITH agency_place AS (
    SELECT region_code, agency, row_number() OVER (ORDER BY region_code, agency) AS place
    FROM (SELECT DISTINCT region_code, agency FROM report WHERE year = $year)
)
SELECT
    f.year, f.region_code, f.agency, f.scope, f.form, CAST(f.track AS indicator_item) AS track,
    CAST(f.result AS indicator_heading) AS result, CAST(f.label_zh AS indicator_label) AS label_zh, f.value, f.state,
    CAST(f.unit AS indicator_unit) AS unit, f.is_total
FROM appeal f
LEFT JOIN agency_place a ON a.region_code = f.region_code AND a.agency = f.agency
WHERE f.year = $year
ORDER BY a.place, track, result;
