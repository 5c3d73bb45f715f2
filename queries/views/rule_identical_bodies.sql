-- Grain: one row for each report and subject whose whole table another body printed in the same year too.
-- Sources: report_subject, cell_adjusted, indicator, report.
-- Meaning: rule identical.bodies: all cells that are not zero are equal, at least five different numbers among them
--   (fewer are alike by chance in thousands of small bodies). left is the number of those cells, right that of the
--   other bodies with the same table; other_version_id is one of them.
-- Additive over: nothing, but findings may be counted.
-- Excluded: tables with fewer than five different numbers; the same body in other years (copied.year).
-- Null rule: indicator_id is NULL: the whole table is meant.
CREATE OR REPLACE VIEW rule_identical_bodies AS
WITH printed AS (
  SELECT s.subject, s.year, s.form, s.version_id, count(*) AS filled, count(DISTINCT c.value) AS numbers, max(c.value) AS largest,
         sum(c.value) AS added, sum(CAST(c.value AS DECIMAL(38, 6)) * c.indicator_id) AS weighed
  FROM report_subject s
  JOIN cell_adjusted c ON c.version_id = s.version_id
  JOIN indicator i ON i.indicator_id = c.indicator_id AND i.subject = s.subject
  WHERE c.value <> 0
  GROUP BY s.subject, s.year, s.form, s.version_id
),
-- What adds up alike is only likely to be alike: the cells decide.
alike AS (
  SELECT subject, year, form, filled, largest, added, weighed, count(*) AS bodies, min(version_id) AS first_version_id,
         max(version_id) AS last_version_id
  FROM printed
  WHERE numbers >= 5
  GROUP BY subject, year, form, filled, largest, added, weighed
  HAVING count(*) > 1
),
suspect AS (
  SELECT p.subject, p.version_id, p.filled, a.bodies,
         CASE WHEN p.version_id = a.first_version_id THEN a.last_version_id ELSE a.first_version_id END AS other_version_id
  FROM printed p
  JOIN alike a ON a.subject = p.subject AND a.year = p.year AND a.form = p.form AND a.filled = p.filled
    AND a.largest = p.largest AND a.added = p.added AND a.weighed = p.weighed
),
laid AS (
  SELECT s.subject, s.version_id, c.indicator_id, c.value
  FROM suspect s
  JOIN cell_adjusted c ON c.version_id = s.version_id
  WHERE c.value <> 0
  UNION ALL
  SELECT s.subject, s.version_id, c.indicator_id, c.value
  FROM suspect s
  JOIN cell_adjusted c ON c.version_id = s.other_version_id
  WHERE c.value <> 0
),
same AS (
  SELECT l.subject, l.version_id, l.indicator_id
  FROM laid l
  JOIN indicator i ON i.indicator_id = l.indicator_id AND i.subject = l.subject
  GROUP BY l.subject, l.version_id, l.indicator_id, l.value
  HAVING count(*) = 2
),
proved AS (
  SELECT s.subject, s.version_id, s.other_version_id, s.filled, s.bodies
  FROM suspect s
  JOIN (SELECT subject, version_id, count(*) AS cells FROM same GROUP BY subject, version_id) e
    ON e.version_id = s.version_id AND e.subject = s.subject AND e.cells = s.filled
)
SELECT 'identical.bodies' AS rule, CAST(p.subject AS VARCHAR) AS subject, r.year, r.region_code, r.agency_id, r.report_id, r.version_id,
       p.other_version_id AS other_version_id, CAST(NULL AS SMALLINT) AS indicator_id, CAST(p.filled AS DECIMAL(38, 6)) AS left_value,
       CAST(p.bodies - 1 AS DECIMAL(38, 6)) AS right_value, 'info' AS severity, 'uncertain' AS status
FROM proved p
JOIN report r ON r.version_id = p.version_id;
