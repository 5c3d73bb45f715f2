-- Grain: one row for each report and indicator that is more than three times, or less than a third of, last year's.
-- Sources: report_sequence, cell_value, indicator, series_break.
-- Meaning: rule year.outlier: left is this year's value, right last year's; they differ by more than 20 besides. From
--   or to 0 counts. Of table 三 the column 总计 alone, since the applicants say the same again.
-- Additive over: nothing, but findings may be counted.
-- Excluded: signed changes (items_change); indicators that the crosswalk does not compare between the two forms;
--   another scope; what fee.jump tells; blanks.
-- Null rule: no NULLs.
CREATE OR REPLACE VIEW rule_year_outlier AS
WITH pair AS (
  SELECT subject, version_id, version_id AS read_version_id FROM report_sequence
  UNION ALL
  SELECT subject, version_id, previous_version_id FROM report_sequence
),
-- Two numbers cannot differ by more than 20 unless one of them is more than 10 away from 0, which few are: only for these are
-- the two years laid beside each other.
telling AS (
  SELECT DISTINCT s.subject, s.version_id, c.indicator_id
  FROM cell_value c
  JOIN pair s ON s.read_version_id = c.version_id AND s.subject = c.subject
  WHERE abs(c.value) > 10 AND c.heading <> 'items_change' AND (c.subject <> 'request' OR c.heading = 'total')
),
-- Wide enough for 20,000 times the largest number that a cell can have.
laid AS (
  SELECT s.subject, s.version_id, c.indicator_id,
         CAST(max(CASE WHEN c.version_id = s.version_id THEN c.value END) AS DECIMAL(38, 6)) AS value,
         CAST(max(CASE WHEN c.version_id <> s.version_id THEN c.value END) AS DECIMAL(38, 6)) AS previous_value
  FROM cell_value c
  JOIN (
    SELECT p.subject, p.version_id, p.read_version_id, t.indicator_id
    FROM telling t
    JOIN pair p ON p.version_id = t.version_id AND p.subject = t.subject
  ) s ON s.read_version_id = c.version_id AND s.indicator_id = c.indicator_id
  GROUP BY s.subject, s.version_id, c.indicator_id
)
SELECT 'year.outlier' AS rule, CAST(s.subject AS VARCHAR) AS subject, s.year, s.region_code, s.agency_id, s.report_id, s.version_id,
       s.previous_version_id AS other_version_id, c.indicator_id AS indicator_id, c.value AS left_value,
       c.previous_value AS right_value
FROM report_sequence s
JOIN laid c ON c.version_id = s.version_id AND c.subject = s.subject
JOIN indicator i ON i.indicator_id = c.indicator_id
LEFT JOIN (
  SELECT from_form, to_form, from_code AS code FROM series_break WHERE comparable = 'no' AND from_code IS NOT NULL
  UNION
  SELECT from_form, to_form, to_code FROM series_break WHERE comparable = 'no' AND to_code IS NOT NULL
) b ON b.code = i.code AND b.from_form >= s.previous_form AND b.to_form <= s.form
WHERE s.is_same_scope AND b.code IS NULL
  AND (c.value > 3 * c.previous_value AND c.value - c.previous_value > 20
    OR c.previous_value > 3 * c.value AND c.previous_value - c.value > 20)
  AND NOT (i.item = 'fee' AND c.previous_value > 0 AND c.value >= 5000 * c.previous_value AND c.value <= 20000 * c.previous_value)
  AND NOT (i.item = 'fee' AND c.value > 0 AND c.previous_value >= 5000 * c.value AND c.previous_value <= 20000 * c.value);
