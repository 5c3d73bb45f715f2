-- Grain: one row for each region, year, indicator and basis.
-- Sources: region_total, region_year, indicator.
-- Meaning: published and built as rows, exactly one of them preferred. region_disclosure, region_request and
--   region_appeal are this view by subject. bound is lower where missing is above 0: the value is then what those gave that
--   gave one, and the whole is at least that; else exact.
-- Additive over: disjoint regions of one basis and indicator. Never over is_total with its parts; stocks not over years.
-- Excluded: see region_member. Null rule: value is NULL where no member gave one; missing says how many did not.
CREATE OR REPLACE VIEW region_indicator AS
SELECT s.subject, s.year, s.region_code, s.region_name, s.level, s.basis, s.preferred, s.item, s.heading, s.label_zh, s.value, s.unit,
       s.is_total, {bound} AS bound, s.reports, s.expected, s.missing, s.flagged,
       s.inferred, s.adjusted, s.ocr, s.expected_from, s.indicator_id
FROM (
  SELECT t.subject, t.year, t.region_code, y.region_name, t.level, b.basis, (b.basis = 'published') = t.prefers_published AS preferred,
         t.item, i.heading, i.label_zh,
         CAST(CASE WHEN b.basis = 'published' THEN t.published ELSE t.built END AS DECIMAL(38, 6)) AS value,
         i.unit, i.is_total,
         CAST(CASE WHEN b.basis = 'published' THEN CASE WHEN t.published IS NULL THEN 0 ELSE 1 END
                   WHEN t.reports IS NULL THEN 0 ELSE t.reports END AS INTEGER) AS reports,
         CAST(CASE WHEN b.basis = 'published' THEN 1 ELSE t.expected END AS INTEGER) AS expected,
         CAST(CASE WHEN b.basis = 'published' THEN CASE WHEN t.published IS NULL THEN 1 ELSE 0 END
                   WHEN t.complete IS NULL THEN t.expected ELSE t.expected - t.complete END AS INTEGER) AS missing,
         CAST(CASE WHEN b.basis = 'published' THEN t.published_flagged ELSE t.built_flagged END AS INTEGER) AS flagged,
         CAST(CASE WHEN b.basis = 'published' THEN t.published_inferred ELSE t.built_inferred END AS INTEGER) AS inferred,
         CAST(CASE WHEN b.basis = 'published' THEN t.published_adjusted ELSE t.built_adjusted END AS INTEGER) AS adjusted,
         CAST(CASE WHEN b.basis = 'published' THEN t.published_ocr ELSE t.built_ocr END AS INTEGER) AS ocr,
         t.expected_from, t.indicator_id
  FROM region_total t
  CROSS JOIN (SELECT basis FROM (VALUES ('published'), ('built')) AS named (basis)) b
  JOIN indicator i ON i.indicator_id = t.indicator_id AND i.item = t.item
  JOIN region_year y ON y.year = t.year AND y.region_code = t.region_code
  WHERE (b.basis = 'published' AND t.has_published) OR (b.basis = 'built' AND t.has_built)
) s;
