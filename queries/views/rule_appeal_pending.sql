-- Grain: one row for each report and track (复议, two kinds of 诉讼) with fewer cases than were pending before.
-- Sources: report_sequence, cell_sequence.
-- Meaning: rule appeal.pending: left is the total of this year, right what was pending at the end of the last. Some
--   bodies count only new cases in the total, so this informs and does not accuse.
-- Additive over: nothing, but findings may be counted.
-- Excluded: another scope; blanks.
-- Null rule: no NULLs.
CREATE OR REPLACE VIEW rule_appeal_pending AS
SELECT 'appeal.pending' AS rule, 'appeal' AS subject, s.year, s.region_code, s.agency_id, s.report_id, s.version_id,
       s.previous_version_id AS other_version_id, c.indicator_id AS indicator_id, CAST(c.total AS DECIMAL(38, 6)) AS left_value,
       CAST(c.pending AS DECIMAL(38, 6)) AS right_value
FROM report_sequence s
JOIN (
  SELECT subject, version_id, item,
         max(CASE WHEN heading = 'total' THEN indicator_id END) AS indicator_id,
         max(CASE WHEN heading = 'total' THEN value END) AS total,
         max(CASE WHEN heading = 'pending' THEN previous_value END) AS pending
  FROM cell_sequence
  WHERE subject = 'appeal' AND heading IN ('total', 'pending')
  GROUP BY subject, version_id, item
) c ON c.version_id = s.version_id AND c.subject = s.subject
WHERE s.is_same_scope AND c.total < c.pending;
