-- Grain: one row for each agency, subject and year in which it has a table and had one in the year before too.
-- Sources: report_subject.
-- Meaning: this year's report beside last year's, for whatever is compared over years. is_same_scope: both count the same
--   bodies, as far as is known (an unknown scope does not speak against it).
-- Additive over: nothing. Excluded: reports whose region does not exist in the year; gaps of a year or more.
-- Null rule: no NULLs.
CREATE OR REPLACE VIEW report_sequence AS
SELECT n.subject, n.year, n.agency_id, n.agency, n.region_code, n.report_id, n.version_id, n.form, n.scope,
       p.version_id AS previous_version_id, p.form AS previous_form, p.scope AS previous_scope,
       n.scope = p.scope OR n.scope = 'unknown' OR p.scope = 'unknown' AS is_same_scope
FROM report_subject n
JOIN report_subject p ON p.agency_id = n.agency_id AND p.subject = n.subject AND p.year = n.year - 1;
