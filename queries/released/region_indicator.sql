-- region_indicator as it was frozen. Sources: release_total, release, indicator, region.
-- Null rule: expected_from, inferred, adjusted and ocr are NULL in releases of earlier versions. A count that is not whole, which those
--   could freeze, has no value, and a member of it is missing.
WITH place AS (
  SELECT r.code, r.name, r.level, t.year
  FROM region r
  JOIN release t ON t.release_id = getvariable('release')
  WHERE r.valid_from <= make_date(t.year, 12, 31) AND (r.valid_to IS NULL OR r.valid_to >= make_date(t.year, 12, 31))
)
SELECT t.subject, t.year, t.region_code, p.name AS region_name, p.level, t.basis, t.preferred, t.item, t.heading, t.label_zh,
       CASE WHEN NOT t.is_broken THEN t.value END AS value, t.unit, t.is_total, CASE WHEN t.is_broken THEN 'lower' ELSE t.bound END AS bound,
       t.reports, t.expected, CASE WHEN t.is_broken THEN greatest(t.missing, 1) ELSE t.missing END AS missing, t.flagged,
       t.inferred, t.adjusted, t.ocr, t.expected_from, t.indicator_id
FROM (
  SELECT i.subject, f.year, f.region_code, f.basis, f.preferred, i.item, i.heading, i.label_zh, f.value, i.unit, i.is_total, f.bound, f.reports,
         f.expected, f.missing, f.flagged, f.inferred, f.adjusted, f.ocr, f.expected_from, f.indicator_id,
         i.unit NOT IN ('元', '万元') AND f.value IS NOT NULL AND f.value % 1 <> 0 AS is_broken
  FROM release_total f
  JOIN indicator i ON i.indicator_id = f.indicator_id
  WHERE f.release_id = getvariable('release')
) t
LEFT JOIN place p ON p.code = t.region_code
