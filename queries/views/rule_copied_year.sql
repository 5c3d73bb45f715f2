-- Grain: one row for each report and subject whose whole table is that of the year before.
-- Sources: report_sequence, cell_adjusted, indicator.
-- Meaning: rule copied.year: every cell of the table is as it was, values and blanks alike, and some flow is not
--   zero. left and right are the number of cells that are not zero. A warning from three different numbers on; fewer
--   may well repeat by chance.
-- Additive over: nothing, but findings may be counted.
-- Excluded: tables on another form; tables in which only stocks are not zero, as in an office that did nothing new.
-- Null rule: indicator_id is NULL: the whole table is meant.
CREATE OR REPLACE VIEW rule_copied_year AS
WITH printed AS (
  SELECT c.version_id, i.subject, count(*) AS cells, count(CASE WHEN c.value <> 0 THEN 1 END) AS filled,
         count(CASE WHEN c.value <> 0 AND i.kind = 'flow' THEN 1 END) AS flows,
         max(c.value) AS largest, sum(c.value) AS added, sum(CAST(c.value AS DECIMAL(38, 6)) * c.indicator_id) AS weighed
  FROM cell_adjusted c
  JOIN indicator i ON i.indicator_id = c.indicator_id
  GROUP BY c.version_id, i.subject
),
pair AS (
  SELECT subject, version_id, previous_version_id, version_id AS read_version_id FROM report_sequence WHERE form = previous_form
  UNION ALL
  SELECT subject, version_id, previous_version_id, previous_version_id FROM report_sequence WHERE form = previous_form
),
-- What adds up alike is only likely to be alike: the cells decide. Put together by grouping: joined by their sums, all the
-- tables of zeros would meet each other.
suspect AS (
  SELECT p.subject, p.version_id, p.previous_version_id, max(n.cells) AS cells, max(n.filled) AS filled
  FROM printed n
  JOIN pair p ON p.read_version_id = n.version_id AND p.subject = n.subject
  GROUP BY p.subject, p.version_id, p.previous_version_id
  HAVING count(*) = 2 AND min(n.flows) > 0 AND min(n.cells) = max(n.cells) AND min(n.filled) = max(n.filled)
     AND min(n.largest) = max(n.largest) AND min(n.added) = max(n.added) AND min(n.weighed) = max(n.weighed)
),
-- How many different numbers there are is counted of these few alone: of all reports it would cost more than all the rest.
different AS (
  SELECT s.subject, s.version_id, count(DISTINCT c.value) AS numbers
  FROM cell_adjusted c
  JOIN suspect s ON s.version_id = c.version_id
  JOIN indicator i ON i.indicator_id = c.indicator_id AND i.subject = s.subject
  WHERE c.value <> 0 AND i.kind = 'flow'
  GROUP BY s.subject, s.version_id
),
laid AS (
  SELECT s.subject, s.version_id, c.indicator_id, c.value, c.state
  FROM cell_adjusted c
  JOIN suspect s ON s.version_id = c.version_id
  UNION ALL
  SELECT s.subject, s.version_id, c.indicator_id, c.value, c.state
  FROM cell_adjusted c
  JOIN suspect s ON s.previous_version_id = c.version_id
),
-- One group for each cell that both years print alike; state tells blank from absent.
same AS (
  SELECT l.subject, l.version_id, l.indicator_id
  FROM laid l
  JOIN indicator i ON i.indicator_id = l.indicator_id AND i.subject = l.subject
  GROUP BY l.subject, l.version_id, l.indicator_id, l.value, CASE WHEN l.value IS NULL THEN l.state END
  HAVING count(*) = 2
),
compared AS (
  SELECT s.subject, s.version_id, s.previous_version_id, s.filled, d.numbers
  FROM suspect s
  JOIN different d ON d.version_id = s.version_id AND d.subject = s.subject
  JOIN (SELECT subject, version_id, count(*) AS cells FROM same GROUP BY subject, version_id) e
    ON e.version_id = s.version_id AND e.subject = s.subject AND e.cells = s.cells
)
SELECT 'copied.year' AS rule, CAST(c.subject AS VARCHAR) AS subject, r.year, r.region_code, r.agency_id, r.report_id, r.version_id,
       c.previous_version_id AS other_version_id, CAST(NULL AS SMALLINT) AS indicator_id, CAST(c.filled AS DECIMAL(38, 6)) AS left_value,
       CAST(c.filled AS DECIMAL(38, 6)) AS right_value, CASE WHEN c.numbers >= 3 THEN 'warning' ELSE 'info' END AS severity, 'uncertain' AS status
FROM compared c
JOIN report r ON r.version_id = c.version_id;
