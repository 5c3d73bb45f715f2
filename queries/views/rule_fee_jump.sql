-- Grain: one row for each report whose fee income is about ten thousand times that of the year before or after.
-- Sources: report_sequence, cell_sequence, report.
-- Meaning: rule fee.jump: left is the larger amount, of this report, right the other year's; the ratio
--   lies between 5,000 and 20,000, as when 元 are entered under 万元.
-- Additive over: nothing, but findings may be counted.
-- Excluded: another scope; zeros and blanks; what a single report shows by itself (disclosure.fee_unit).
-- Null rule: no NULLs.
CREATE OR REPLACE VIEW rule_fee_jump AS
WITH pair AS (
  -- Wide enough for 20,000 times the largest number that a cell can have.
  SELECT s.version_id, s.previous_version_id, c.indicator_id, CAST(c.value AS DECIMAL(38, 6)) AS value,
         CAST(c.previous_value AS DECIMAL(38, 6)) AS previous_value
  FROM report_sequence s
  JOIN cell_sequence c ON c.version_id = s.version_id AND c.subject = s.subject
  WHERE c.subject = 'disclosure' AND s.is_same_scope AND c.item = 'fee' AND c.heading = 'amount' AND c.value > 0 AND c.previous_value > 0
),
jump AS (
  SELECT version_id, previous_version_id AS other_version_id, indicator_id, value AS large, previous_value AS small
  FROM pair
  WHERE value >= 5000 * previous_value AND value <= 20000 * previous_value
  UNION ALL
  SELECT previous_version_id, version_id, indicator_id, previous_value, value
  FROM pair
  WHERE previous_value >= 5000 * value AND previous_value <= 20000 * value
)
SELECT 'fee.jump' AS rule, 'disclosure' AS subject, r.year, r.region_code, r.agency_id, r.report_id, r.version_id,
       j.other_version_id AS other_version_id, j.indicator_id AS indicator_id, j.large AS left_value,
       j.small AS right_value
FROM jump j
JOIN report r ON r.version_id = j.version_id;
