-- Grain: one row for each basis of one total. Sources: region_indicator, indicator.
-- Parameters: $1 the region's code; $2 the year; $3 the indicator's code.
-- Excluded: see region_member. Null rule: value is NULL where no member gave one.
SELECT t.basis, t.preferred, rtrim(rtrim(CAST(t.value AS VARCHAR), '0'), '.') AS value, t.bound, t.reports, t.expected, t.missing,
       t.flagged, t.inferred, t.adjusted, t.ocr, t.expected_from
FROM region_indicator t
JOIN indicator i ON i.indicator_id = t.indicator_id
WHERE t.region_code = $1 AND t.year = $2 AND i.code = $3
ORDER BY t.basis DESC
