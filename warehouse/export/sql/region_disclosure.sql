-- Grain: one row a region, basis and indicator, for one year; the natural key is region_code, basis, item, measure.
SELECT
    year, region_code, region_name, basis, preferred, CAST(item AS indicator_item) AS item,
    CAST(measure AS indicator_heading) AS measure, CAST(label_zh AS indicator_label) AS label_zh, value,
    CAST(unit AS indicator_unit) AS unit, is_total,
    bound, reports, expected, missing, flagged, inferred, adjusted, ocr, expected_from
FROM region_disclosure
WHERE year = $year
ORDER BY region_code, basis, item, measure;
