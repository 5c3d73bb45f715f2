-- Grain: one row for each law that changed what the reports count.
-- Sources: none.
-- Meaning: the revised 政府信息公开条例 (国务院令第711号) let go of the special need of an applicant and named new grounds of
--   refusal. The break stands in the year of the day on which it came into force: the numbers of 2019 are half under the one
--   law and half under the other, those before under the old one.
-- Additive over: nothing. Excluded: what changed the forms alone (form_change). Null rule: no NULLs.
CREATE OR REPLACE VIEW law_change AS
SELECT law, in_force_on, CAST(year(in_force_on) AS SMALLINT) AS year
FROM (VALUES
  ('中华人民共和国政府信息公开条例（国务院令第711号）', DATE '2019-05-15')
) AS named (law, in_force_on);
