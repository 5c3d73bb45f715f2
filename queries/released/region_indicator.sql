-- region_indicator as it was frozen. Sources: release_total, release, indicator, region.
-- Null rule: expected_from, inferred, adjusted and ocr are NULL in releases of earlier versions.
WITH place AS (
  SELECT r.code, r.name, r.level, t.year
  FROM region r
  JOIN release t ON t.release_id = getvariable('release')
  WHERE r.valid_from <= make_date(t.year, 12, 31) AND (r.valid_to IS NULL OR r.valid_to >= make_date(t.year, 12, 31))
)
SELECT i.subject, t.year, t.region_code, p.name AS region_name, p.level, t.basis, t.preferred, i.item, i.heading, i.label_zh, t.value,
       i.unit, i.is_total, t.bound, t.reports, t.expected, t.missing, t.flagged,
       t.inferred, t.adjusted, t.ocr, t.expected_from, t.indicator_id
FROM release_total t
JOIN indicator i ON i.indicator_id = t.indicator_id
LEFT JOIN place p ON p.code = t.region_code
WHERE t.release_id = getvariable('release')
