-- region_indicator as it was frozen in the release that the session asks for; the view of schema live says what it means.
-- Sources: release_total, indicator, region, the session variable release.
-- Null rule: expected_from, inferred, adjusted and ocr are NULL in releases of earlier versions.
CREATE OR REPLACE VIEW released.region_indicator AS
WITH place AS (
  SELECT r.code, r.name, r.level, t.year
  FROM region r
  JOIN release t ON t.release_id = getvariable('release')
  WHERE r.valid_from <= make_date(t.year, 12, 31) AND (r.valid_to IS NULL OR r.valid_to >= make_date(t.year, 12, 31))
)
SELECT i.subject, t.year, t.region_code, p.name AS region_name, p.level, t.basis, t.preferred, i.item, i.heading, i.label_zh, t.value,
       i.unit, i.is_total, {bound} AS bound, t.reports, t.expected, t.missing, t.flagged,
       t.inferred, t.adjusted, t.ocr, t.expected_from, t.indicator_id
FROM release_total t
JOIN indicator i ON i.indicator_id = t.indicator_id
LEFT JOIN place p ON p.code = t.region_code
WHERE t.release_id = getvariable('release');
