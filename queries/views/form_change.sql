-- Grain: one row for each two forms, the older as from_form, and indicator that the crosswalk names between them.
-- Sources: series_break.
-- Meaning: how an indicator compares between the two: comparable is the worst of what is said about it on the way from the one to the other
--   (no, with_care, yes); other_code is the indicator of the other form that it is compared with, where that is another one;
--   previous_code the one of the older form that its series goes on from, where that is another one.
-- Additive over: nothing. Excluded: indicators that no line names (the computed subtotals): they compare.
-- Null rule: other_code is NULL where the other form has the same one, or none; note where nothing is said.
CREATE OR REPLACE VIEW form_change AS
WITH line AS (
  SELECT from_form, to_form, from_code AS code, to_code AS other_code, CAST(NULL AS VARCHAR) AS previous_code, note,
         CASE comparable WHEN 'no' THEN 2 WHEN 'with_care' THEN 1 ELSE 0 END AS doubt
  FROM series_break WHERE from_code IS NOT NULL
  UNION ALL
  SELECT from_form, to_form, to_code, from_code, CASE WHEN comparable <> 'no' AND from_code <> to_code THEN from_code END, note,
         CASE comparable WHEN 'no' THEN 2 WHEN 'with_care' THEN 1 ELSE 0 END
  FROM series_break WHERE to_code IS NOT NULL
),
span AS (
  SELECT o.from_form, n.to_form
  FROM (SELECT DISTINCT from_form FROM series_break) o
  JOIN (SELECT DISTINCT to_form FROM series_break) n ON n.to_form > o.from_form
)
SELECT s.from_form, s.to_form, l.code,
       CASE max(l.doubt) WHEN 2 THEN 'no' WHEN 1 THEN 'with_care' ELSE 'yes' END AS comparable,
       max(CASE WHEN l.other_code <> l.code THEN l.other_code END) AS other_code, max(l.note) AS note, max(l.previous_code) AS previous_code
FROM span s
JOIN line l ON l.from_form >= s.from_form AND l.to_form <= s.to_form
GROUP BY s.from_form, s.to_form, l.code;
