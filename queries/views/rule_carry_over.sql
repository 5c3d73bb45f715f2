-- Grain: one row for each report and applicant whose carried_in is not last year's carried_out.
-- Sources: carry_over.
-- Meaning: rule carry.over: left is what was carried into this year, right what was carried out of the last. Strict
--   for one unchanged body; reorganisation, a corrected report or another kind of applicant can explain it.
-- Additive over: nothing, but findings may be counted.
-- Excluded: what cannot be assessed (a blank, another scope, no report the year before).
-- Null rule: no NULLs.
CREATE OR REPLACE VIEW rule_carry_over AS
SELECT 'carry.over' AS rule, 'request' AS subject, c.year, c.region_code, c.agency_id, c.report_id, c.version_id,
       c.previous_version_id AS other_version_id, c.indicator_id AS indicator_id, CAST(c.carried_in AS DECIMAL(38, 6)) AS left_value,
       CAST(c.carried_out AS DECIMAL(38, 6)) AS right_value
FROM carry_over c
WHERE c.status = 'differs';
