-- Grain: one row for each report and kind of item of the 2019 form whose catalogue does not follow.
-- Sources: report_sequence, cell_sequence.
-- Meaning: rule items.previous_year: left is items_previous_year of this report, right items_previous_year plus
--   items_change of the last one. Soft: lists of powers were drawn up anew.
-- Additive over: nothing, but findings may be counted.
-- Excluded: the 2021 form, which has no such cells; another scope; blanks.
-- Null rule: no NULLs.
CREATE OR REPLACE VIEW rule_items_previous_year AS
SELECT 'items.previous_year' AS rule, 'disclosure' AS subject, s.year, s.region_code, s.agency_id, s.report_id, s.version_id,
       s.previous_version_id AS other_version_id, c.indicator_id AS indicator_id, CAST(c.items AS DECIMAL(38, 6)) AS left_value,
       CAST(c.previous AS DECIMAL(38, 6)) + c.change AS right_value
FROM report_sequence s
JOIN (
  SELECT subject, version_id, item,
         max(CASE WHEN heading = 'items_previous_year' THEN indicator_id END) AS indicator_id,
         max(CASE WHEN heading = 'items_previous_year' THEN value END) AS items,
         max(CASE WHEN heading = 'items_previous_year' THEN previous_value END) AS previous,
         max(CASE WHEN heading = 'items_change' THEN previous_value END) AS change
  FROM cell_sequence
  WHERE subject = 'disclosure' AND heading IN ('items_previous_year', 'items_change')
  GROUP BY subject, version_id, item
) c ON c.version_id = s.version_id AND c.subject = s.subject
WHERE s.is_same_scope AND c.items <> CAST(c.previous AS DECIMAL(38, 6)) + c.change;
