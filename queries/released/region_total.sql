-- region_total as it was frozen: both bases of the totals side by side. Sources: region_indicator, region_member. Null rule: built_cells is NULL, region_cell was frozen by itself; complete and
-- reports are 0 where no member gave one.
WITH added AS (
  SELECT subject, year, region_code, level, item, indicator_id,
         max(CASE WHEN basis = 'published' THEN value END) AS published, sum(CASE WHEN basis = 'published' THEN flagged END) AS published_flagged,
         max(CASE WHEN basis = 'built' THEN value END) AS built,
         sum(CASE WHEN basis = 'built' THEN reports END) AS reports, sum(CASE WHEN basis = 'built' THEN expected - missing END) AS complete,
         sum(CASE WHEN basis = 'built' THEN flagged END) AS built_flagged,
         sum(CASE WHEN basis = 'published' THEN inferred END) AS published_inferred, sum(CASE WHEN basis = 'built' THEN inferred END) AS built_inferred,
         sum(CASE WHEN basis = 'published' THEN adjusted END) AS published_adjusted, sum(CASE WHEN basis = 'built' THEN adjusted END) AS built_adjusted,
         sum(CASE WHEN basis = 'published' THEN ocr END) AS published_ocr, sum(CASE WHEN basis = 'built' THEN ocr END) AS built_ocr
  FROM region_indicator
  GROUP BY subject, year, region_code, level, item, indicator_id
),
region_state AS (
  SELECT DISTINCT subject, year, region_code, level, expected, expected_from, prefers_published, has_published, has_built
  FROM region_member
)
SELECT a.subject, a.year, a.region_code, a.level, a.item, a.indicator_id, a.published, a.published_flagged, a.built, a.reports, a.complete,
       a.built_flagged, a.published_inferred, a.built_inferred, a.published_adjusted, a.built_adjusted, a.published_ocr, a.built_ocr,
       NULL AS built_cells, s.expected, s.expected_from, s.prefers_published, s.has_published, s.has_built
FROM added a
JOIN region_state s ON s.subject = a.subject AND s.year = a.year AND s.region_code = a.region_code
