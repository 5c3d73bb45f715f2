-- Grain: one row a vertical system, region, basis and indicator, for one year.
-- The natural key is system, region_code, basis, outcome, applicant.
SELECT
    year, system, region_code, region_name, level, basis, preferred, CAST(outcome AS indicator_item) AS outcome,
    CAST(applicant AS indicator_heading) AS applicant, CAST(label_zh AS indicator_label) AS label_zh, value,
    CAST(unit AS indicator_unit) AS unit, is_total, bound, reports, expected, missing, flagged, inferred, adjusted, ocr, expected_from
FROM system_request
WHERE year = $year
ORDER BY system, region_code, basis, outcome, applicant;
