-- Grain: one row an agency, for one year; the natural key is region_code, agency.
SELECT
    year, region_code, agency, agency_level, agency_kind, is_vertical, title, published_on, is_correction,
    scope_disclosure, scope_request, scope_appeal, form_disclosure, form_request, form_appeal,
    cells_with_value, failed_sums, renditions, sha256, parser_version
FROM report
WHERE year = $year
ORDER BY region_code, agency;
