-- Grain: one row for each agency, year and applicant, where the agency also reported the year before.
-- Sources: report_sequence, cell_sequence.
-- Meaning: what was carried out of last year beside what was carried into this one. status:
--   match, differs   both are known
--   not_assessable   one is blank, or the two reports count different bodies (scope)
-- Additive over: disjoint agencies of one scope and year; total with the applicants never; never over years.
-- Excluded: agencies without a report the year before. Null rule: difference is NULL where either value is.
CREATE OR REPLACE VIEW carry_over AS
SELECT s.year, s.region_code, s.agency, c.applicant, c.carried_out, c.carried_in,
       c.carried_in - c.carried_out AS difference,
       CASE WHEN NOT s.is_same_scope OR c.carried_out IS NULL OR c.carried_in IS NULL THEN 'not_assessable'
            WHEN c.carried_out = c.carried_in THEN 'match' ELSE 'differs' END AS status,
       s.scope, s.previous_scope, s.agency_id, s.report_id, s.version_id, s.previous_version_id, c.indicator_id
FROM report_sequence s
JOIN (
  SELECT subject, version_id, heading AS applicant,
         max(CASE WHEN item = 'carried_out' AND previous_value % 1 = 0 THEN CAST(previous_value AS BIGINT) END) AS carried_out,
         max(CASE WHEN item = 'carried_in' THEN {whole} END) AS carried_in,
         max(CASE WHEN item = 'carried_in' THEN indicator_id END) AS indicator_id
  FROM cell_sequence
  WHERE subject = 'request' AND item IN ('carried_in', 'carried_out')
  GROUP BY subject, version_id, heading
) c ON c.version_id = s.version_id AND c.subject = s.subject;
