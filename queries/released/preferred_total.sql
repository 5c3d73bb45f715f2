-- preferred_total as it was frozen: of the release's year as region_indicator has it, of the year before as it was kept beside.
-- Sources: region_indicator, release_previous, indicator, region.
SELECT t.subject, t.year, t.region_code, t.region_name, t.level, t.basis, t.item, t.heading, t.label_zh, t.value, t.unit, t.is_total,
       t.bound, t.missing, t.flagged, t.indicator_id, i.code
FROM region_indicator t
JOIN indicator i ON i.indicator_id = t.indicator_id
WHERE t.preferred
UNION ALL
SELECT i.subject, p.year, p.region_code, v.name, v.level, p.basis, i.item, i.heading, i.label_zh, p.value, i.unit, i.is_total,
       p.bound, p.missing, p.flagged, p.indicator_id, i.code
FROM release_previous p
JOIN indicator i ON i.indicator_id = p.indicator_id
LEFT JOIN region v ON v.code = p.region_code AND v.valid_from <= make_date(p.year, 12, 31)
  AND (v.valid_to IS NULL OR v.valid_to >= make_date(p.year, 12, 31))
WHERE p.release_id = getvariable('release')
