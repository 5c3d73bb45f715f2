-- Grain: one row for each report and kind of document (规章, 行政规范性文件) whose stock does not follow.
-- Sources: report_sequence, cell_sequence.
-- Meaning: rule stock.in_force: left is in_force of this year, right in_force of the last year plus issued less
--   repealed. Soft: clearing the library, lapse by time and revisions counted twice break it often.
-- Additive over: nothing, but findings may be counted.
-- Excluded: the 2019 form, which has no such stock; another scope; blanks.
-- Null rule: no NULLs.
CREATE OR REPLACE VIEW rule_stock_in_force AS
SELECT 'stock.in_force' AS rule, 'disclosure' AS subject, s.year, s.region_code, s.agency_id, s.report_id, s.version_id,
       s.previous_version_id AS other_version_id, c.indicator_id AS indicator_id, CAST(c.in_force AS DECIMAL(38, 6)) AS left_value,
       CAST(c.previous AS DECIMAL(38, 6)) + c.issued - c.repealed AS right_value
FROM report_sequence s
JOIN (
  SELECT subject, version_id, item,
         max(CASE WHEN heading = 'in_force' THEN indicator_id END) AS indicator_id,
         max(CASE WHEN heading = 'in_force' THEN value END) AS in_force,
         max(CASE WHEN heading = 'in_force' THEN previous_value END) AS previous,
         max(CASE WHEN heading = 'issued' THEN value END) AS issued,
         max(CASE WHEN heading = 'repealed' THEN value END) AS repealed
  FROM cell_sequence
  WHERE subject = 'disclosure' AND item IN ('regulation', 'normative_document')
  GROUP BY subject, version_id, item
) c ON c.version_id = s.version_id AND c.subject = s.subject
WHERE s.is_same_scope AND c.in_force <> CAST(c.previous AS DECIMAL(38, 6)) + c.issued - c.repealed;
