-- Grain: one row for each region, year and indicator that any report in it has, both bases side by side.
-- Sources: region_member, cell_value, doubtful_cell.
-- Meaning: published is the area report's value; built the sum of the members' values. A member that comes through a child
--   region without an area report is complete when every body behind it is. What holds for the region (expected,
--   preferred …) is carried along from region_member.
-- Additive over: nothing: regions contain regions, totals contain parts, stocks do not add over years.
-- Excluded: see region_member. Null rule: a sum is NULL where no member gave a value; a gap is never 0.
CREATE OR REPLACE VIEW region_total AS
WITH member AS (
  SELECT subject, year, region_code, level, through, version_id, weight_reports, weight_expected, is_published,
         bodies_through, expected, expected_from, prefers_published, has_published, has_built
  FROM region_member
),
part AS (
  SELECT m.subject, m.year, m.region_code, m.level, m.through, c.item, c.indicator_id,
         max(CASE WHEN m.is_published THEN c.value END) AS published,
         sum(CASE WHEN m.is_published THEN NULL ELSE c.value END) AS built,
         sum(CASE WHEN c.value IS NULL OR m.is_published THEN NULL ELSE m.weight_reports END) AS reports,
         sum(CASE WHEN c.value IS NULL OR m.is_published THEN NULL ELSE m.weight_expected END) AS complete,
         count(CASE WHEN c.value IS NOT NULL AND m.is_published THEN e.version_id END) AS published_flagged,
         count(CASE WHEN c.value IS NOT NULL AND NOT m.is_published THEN e.version_id END) AS built_flagged,
         count(CASE WHEN c.value IS NOT NULL AND c.is_inferred AND m.is_published THEN 1 END) AS published_inferred,
         count(CASE WHEN c.value IS NOT NULL AND c.is_inferred AND NOT m.is_published THEN 1 END) AS built_inferred,
         count(CASE WHEN c.value IS NOT NULL AND c.is_adjusted AND m.is_published THEN 1 END) AS published_adjusted,
         count(CASE WHEN c.value IS NOT NULL AND c.is_adjusted AND NOT m.is_published THEN 1 END) AS built_adjusted,
         count(CASE WHEN c.value IS NOT NULL AND c.is_ocr AND m.is_published THEN 1 END) AS published_ocr,
         count(CASE WHEN c.value IS NOT NULL AND c.is_ocr AND NOT m.is_published THEN 1 END) AS built_ocr,
         count(CASE WHEN NOT m.is_published THEN c.value END) AS built_cells,
         any_value(m.bodies_through) AS bodies_through
  FROM cell_value c
  JOIN member m ON m.version_id = c.version_id AND m.subject = c.subject
  LEFT JOIN doubtful_cell e ON e.version_id = c.version_id AND e.indicator_id = c.indicator_id
  GROUP BY m.subject, m.year, m.region_code, m.level, m.through, c.item, c.indicator_id
),
added AS (
  SELECT subject, year, region_code, level, item, indicator_id,
         max(published) AS published, sum(published_flagged) AS published_flagged, sum(built) AS built,
         sum(CASE WHEN through IS NULL THEN reports WHEN reports > 0 THEN 1 END) AS reports,
         sum(CASE WHEN through IS NULL THEN complete WHEN complete = bodies_through THEN 1 END) AS complete,
         sum(built_flagged) AS built_flagged,
         sum(published_inferred) AS published_inferred, sum(built_inferred) AS built_inferred,
         sum(published_adjusted) AS published_adjusted, sum(built_adjusted) AS built_adjusted,
         sum(published_ocr) AS published_ocr, sum(built_ocr) AS built_ocr, sum(built_cells) AS built_cells
  FROM part
  GROUP BY subject, year, region_code, level, item, indicator_id
),
region_state AS (
  SELECT DISTINCT subject, year, region_code, level, expected, expected_from, prefers_published, has_published, has_built
  FROM member
)
SELECT a.subject, a.year, a.region_code, a.level, a.item, a.indicator_id, a.published, a.published_flagged, a.built,
       a.reports, a.complete, a.built_flagged, a.published_inferred, a.built_inferred, a.published_adjusted, a.built_adjusted,
       a.published_ocr, a.built_ocr, a.built_cells, s.expected, s.expected_from, s.prefers_published, s.has_published, s.has_built
FROM added a
JOIN region_state s ON s.subject = a.subject AND s.year = a.year AND s.region_code = a.region_code AND s.level = a.level;
