-- Grain: one row for each area report, child region with an area report, and indicator in which the child has more.
-- Sources: region_member, region_year, cell_value, indicator, report.
-- Meaning: rule parent.below_child: left is the value of the region's area report, right the larger one of the
--   child's. The area of a region contains that of its child, so one of the two is wrong or is not what its scope
--   says.
-- Additive over: nothing, but findings may be counted.
-- Excluded: signed changes (items_change); regions whose own report is not an area report; blanks.
-- Null rule: no NULLs.
CREATE OR REPLACE VIEW rule_parent_below_child AS
WITH area AS (
  SELECT m.subject, m.year, m.region_code, m.version_id, y.parent_code
  FROM region_member m
  JOIN region_year y ON y.year = m.year AND y.region_code = m.region_code
  WHERE m.is_published
),
-- The cells of area reports, which are few beside those of all bodies.
given AS (
  SELECT a.subject, a.year, a.region_code, a.parent_code, c.version_id, c.indicator_id, c.value
  FROM cell_value c
  JOIN area a ON a.version_id = c.version_id AND a.subject = c.subject
  WHERE c.heading <> 'items_change' AND c.value IS NOT NULL
)
SELECT 'parent.below_child' AS rule, CAST(p.subject AS VARCHAR) AS subject, r.year, r.region_code, r.agency_id, r.report_id, r.version_id,
       c.version_id AS other_version_id, p.indicator_id AS indicator_id, CAST(p.value AS DECIMAL(38, 6)) AS left_value,
       CAST(c.value AS DECIMAL(38, 6)) AS right_value
FROM given c
JOIN given p ON p.subject = c.subject AND p.year = c.year AND p.region_code = c.parent_code AND p.indicator_id = c.indicator_id
JOIN report r ON r.version_id = p.version_id
WHERE p.value < c.value;
