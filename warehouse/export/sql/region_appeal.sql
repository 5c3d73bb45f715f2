-- Grain: one row a region, basis and indicator, for one year; the natural key is region_code, basis, track, result.
SELECT
    year, region_code, region_name, basis, preferred, CAST(track AS indicator_item) AS track,
    CAST(result AS indicator_heading) AS result, CAST(label_zh AS indicator_label) AS label_zh, value,
    CAST(unit AS indicator_unit) AS unit, is_total,
    bound, reports, expected, missing, flagged, inferred, adjusted, ocr, expected_from
FROM region_appeal
WHERE year = $year
ORDER BY region_code, basis, track, result;
