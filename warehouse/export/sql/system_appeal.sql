-- Grain: one row a vertical system, region, basis and indicator, for one year.
-- The natural key is system, region_code, basis, track, result.
SELECT
    year, system, region_code, region_name, level, basis, preferred, CAST(track AS indicator_item) AS track,
    CAST(result AS indicator_heading) AS result, CAST(label_zh AS indicator_label) AS label_zh, value,
    CAST(unit AS indicator_unit) AS unit, is_total, bound, reports, expected, missing, flagged, inferred, adjusted, ocr, expected_from
FROM system_appeal
WHERE year = $year
ORDER BY system, region_code, basis, track, result;
