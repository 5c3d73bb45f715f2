-- Grain: one row a region, basis and indicator; the natural key is year, region_code, basis, code. These are the totals as they were
-- frozen, with the bound by the rule of region_indicator.
SELECT
    t.year, t.region_code, t.region_name, t.level, t.basis, t.preferred, t.subject, i.code, t.label_zh, i.label_en, t.value, t.unit,
    t.bound, t.reports, t.expected, t.missing, t.flagged, t.inferred, t.adjusted, t.ocr, t.expected_from
FROM region_indicator t
JOIN indicator i ON i.indicator_id = t.indicator_id
ORDER BY t.year, t.region_code, t.basis, i.code;
