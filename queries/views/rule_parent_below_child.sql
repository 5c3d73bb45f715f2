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
)
SELECT 'parent.below_child' AS rule, CAST(p.subject AS VARCHAR) AS subject, r.year, r.region_code, r.agency_id, r.report_id, r.version_id,
       c.version_id AS other_version_id, x.indicator_id AS indicator_id, CAST(x.value AS DECIMAL(38, 6)) AS left_value,
       CAST(z.value AS DECIMAL(38, 6)) AS right_value, 'warning' AS severity, 'uncertain' AS status
FROM area p
JOIN area c ON c.subject = p.subject AND c.year = p.year AND c.parent_code = p.region_code
JOIN report r ON r.version_id = p.version_id
JOIN cell_value x ON x.version_id = p.version_id AND x.subject = p.subject
JOIN cell_value z ON z.version_id = c.version_id AND z.indicator_id = x.indicator_id
WHERE x.value < z.value AND x.heading <> 'items_change';
