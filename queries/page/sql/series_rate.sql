-- Grain: one row for each region, rate and year. Sources: rate, rate_code.
-- Parameters: $1 codes of regions, $2 codes of rates, both as JSON lists.
-- Meaning: as series.sql; the value is a share of 1. expected_from, reports and expected are those of the rate.
-- Excluded: years without a rate. Null rule: none.
SELECT r.region_code, r.region_name, r.code, c.label_zh, c.label_en, '' AS unit, r.year, CAST(r.rate AS VARCHAR) AS value, r.bound, r.basis,
       r.reports, r.expected, '' AS expected_from, r.missing, 0 AS flagged, coalesce(r.breaks, '') AS breaks
FROM rate r
JOIN rate_code c ON c.code = r.code
WHERE r.rate IS NOT NULL
  AND r.region_code IN (SELECT unnest(from_json($1, '["VARCHAR"]')))
  AND r.code IN (SELECT unnest(from_json($2, '["VARCHAR"]')))
ORDER BY list_position(from_json($1, '["VARCHAR"]'), r.region_code), list_position(from_json($2, '["VARCHAR"]'), r.code), r.year
