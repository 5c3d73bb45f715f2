-- Grain: one row a release, region, basis and indicator; the natural key is release_id, region_code, basis, code. These are
-- the totals as they were frozen; region_disclosure, region_request and region_appeal have them as known now.
SELECT
    t.release_id, t.year, t.region_code, t.basis, t.preferred, i.code, t.value, i.unit,
    t.bound, t.reports, t.expected, t.missing, t.flagged,
    t.inferred, t.adjusted, t.ocr
FROM release_total t
JOIN release r ON r.release_id = t.release_id
JOIN indicator i ON i.indicator_id = t.indicator_id
WHERE $year IN (0, t.year) AND r.recorded_at < (SELECT known_before FROM as_of)
ORDER BY t.year, t.release_id, t.region_code, t.basis, i.code;
