-- Grain: one row for each report and indicator that is more than three times, or less than a third of, last year's.
-- Sources: report_sequence, cell_sequence, indicator, series_break.
-- Meaning: rule year.outlier: left is this year's value, right last year's; they differ by more than 20 besides. From
--   or to 0 counts. Of table 三 the column 总计 alone, since the applicants say the same again.
-- Additive over: nothing, but findings may be counted.
-- Excluded: signed changes (items_change); indicators that the crosswalk does not compare between the two forms;
--   another scope; what fee.jump tells; blanks.
-- Null rule: no NULLs.
CREATE OR REPLACE VIEW rule_year_outlier AS
SELECT 'year.outlier' AS rule, CAST(s.subject AS VARCHAR) AS subject, s.year, s.region_code, s.agency_id, s.report_id, s.version_id,
       s.previous_version_id AS other_version_id, c.indicator_id AS indicator_id, CAST(c.value AS DECIMAL(38, 6)) AS left_value,
       CAST(c.previous_value AS DECIMAL(38, 6)) AS right_value, 'info' AS severity, 'uncertain' AS status
FROM report_sequence s
JOIN (
  SELECT subject, version_id, indicator_id, value, previous_value
  FROM cell_sequence
  WHERE heading <> 'items_change' AND (subject <> 'request' OR heading = 'total')
    AND (value > 3 * previous_value AND value - previous_value > 20 OR previous_value > 3 * value AND previous_value - value > 20)
    AND NOT (item = 'fee' AND previous_value > 0 AND value >= 5000 * previous_value AND value <= 20000 * previous_value)
    AND NOT (item = 'fee' AND value > 0 AND previous_value >= 5000 * value AND previous_value <= 20000 * value)
) c ON c.version_id = s.version_id AND c.subject = s.subject
JOIN indicator i ON i.indicator_id = c.indicator_id
LEFT JOIN (
  SELECT from_form, to_form, from_code AS code FROM series_break WHERE comparable = 'no' AND from_code IS NOT NULL
  UNION
  SELECT from_form, to_form, to_code FROM series_break WHERE comparable = 'no' AND to_code IS NOT NULL
) b ON b.code = i.code AND b.from_form >= s.previous_form AND b.to_form <= s.form
WHERE s.is_same_scope AND b.code IS NULL;
