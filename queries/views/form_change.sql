-- Grain: one row for each pair of forms and indicator that the crosswalk names.
-- Sources: series_break.
-- Meaning: how an indicator compares between two forms: comparable is the worst of what is said about it (no, with_care, yes);
--   other_code is the indicator of the other form that it is compared with, where that is another one.
-- Additive over: nothing. Excluded: indicators that no line names (the computed subtotals): they compare.
-- Null rule: other_code is NULL where the other form has the same one, or none; note where nothing is said.
CREATE OR REPLACE VIEW form_change AS
SELECT from_form, to_form, code,
       CASE max(doubt) WHEN 2 THEN 'no' WHEN 1 THEN 'with_care' ELSE 'yes' END AS comparable,
       max(CASE WHEN other_code <> code THEN other_code END) AS other_code, max(note) AS note
FROM (
  SELECT from_form, to_form, from_code AS code, to_code AS other_code, note,
         CASE comparable WHEN 'no' THEN 2 WHEN 'with_care' THEN 1 ELSE 0 END AS doubt
  FROM series_break WHERE from_code IS NOT NULL
  UNION ALL
  SELECT from_form, to_form, to_code, from_code, note, CASE comparable WHEN 'no' THEN 2 WHEN 'with_care' THEN 1 ELSE 0 END
  FROM series_break WHERE to_code IS NOT NULL
)
GROUP BY from_form, to_form, code;
