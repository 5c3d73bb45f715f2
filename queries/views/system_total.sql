-- Grain: one row for each vertical system, region, year and indicator that any report of it there has, both bases side by side.
-- Sources: system_member, cell_value, doubtful_cell.
-- Meaning: as region_total. published is the system's own report, built the sum of its bodies. A member that comes through a child region
--   without a system report is complete when every body behind it is.
-- Additive over: nothing: regions contain regions, totals contain parts, stocks do not add over years.
-- Excluded: see system_member. Null rule: a sum is NULL where no member gave a value; a gap is never 0.
CREATE OR REPLACE VIEW system_total AS
WITH part AS (
  SELECT m.subject, m.year, m.system, m.region_code, m.region_name, m.level, m.through, c.item, c.indicator_id, m.is_published,
         sum(c.value) AS value, count(c.value) AS reports, sum(CASE WHEN c.value IS NULL THEN 0 ELSE m.weight_expected END) AS complete,
         count(CASE WHEN c.value IS NOT NULL THEN e.version_id END) AS flagged,
         count(CASE WHEN c.value IS NOT NULL AND c.is_inferred THEN 1 END) AS inferred,
         count(CASE WHEN c.value IS NOT NULL AND c.is_adjusted THEN 1 END) AS adjusted,
         count(CASE WHEN c.value IS NOT NULL AND c.is_ocr THEN 1 END) AS ocr,
         any_value(m.bodies_through) AS bodies_through
  FROM cell_value c
  JOIN system_member m ON m.version_id = c.version_id AND m.subject = c.subject
  LEFT JOIN doubtful_cell e ON e.version_id = c.version_id AND e.indicator_id = c.indicator_id
  GROUP BY m.subject, m.year, m.system, m.region_code, m.region_name, m.level, m.through, c.item, c.indicator_id, m.is_published
),
added AS (
  SELECT subject, year, system, region_code, region_name, level, item, indicator_id, is_published, sum(value) AS value,
         sum(CASE WHEN through IS NULL THEN reports WHEN reports > 0 THEN 1 ELSE 0 END) AS reports,
         sum(CASE WHEN through IS NULL THEN complete WHEN complete = bodies_through THEN 1 ELSE 0 END) AS complete,
         sum(flagged) AS flagged, sum(inferred) AS inferred, sum(adjusted) AS adjusted, sum(ocr) AS ocr
  FROM part
  GROUP BY subject, year, system, region_code, region_name, level, item, indicator_id, is_published
),
system_state AS (
  SELECT DISTINCT subject, year, system, region_code, expected, expected_from, has_published
  FROM system_member
)
SELECT a.subject, a.year, a.system, a.region_code, a.region_name, a.level,
       CASE WHEN a.is_published THEN 'published' ELSE 'built' END AS basis,
       a.is_published = s.has_published AS preferred, a.item, a.indicator_id, CAST(a.value AS DECIMAL(38, 6)) AS value,
       CAST(a.reports AS INTEGER) AS reports, CAST(CASE WHEN a.is_published THEN 1 ELSE s.expected END AS INTEGER) AS expected,
       CAST(CASE WHEN a.is_published THEN 1 ELSE s.expected END - a.complete AS INTEGER) AS missing,
       CAST(a.flagged AS INTEGER) AS flagged, CAST(a.inferred AS INTEGER) AS inferred, CAST(a.adjusted AS INTEGER) AS adjusted,
       CAST(a.ocr AS INTEGER) AS ocr, s.expected_from
FROM added a
JOIN system_state s ON s.subject = a.subject AND s.year = a.year AND s.system = a.system AND s.region_code = a.region_code;
