-- Grain: one row for each region, year and subject whose preferred total rests on a report.
-- Sources: region_member, report_subject.
-- Meaning: the oldest and the newest form among the reports that the preferred total is made of.
-- Additive over: nothing. Excluded: members that gave no report. Null rule: no NULLs.
CREATE OR REPLACE VIEW region_form AS
SELECT m.subject, m.year, m.region_code, min(s.form) AS first_form, max(s.form) AS last_form
FROM region_member m
JOIN report_subject s ON s.version_id = m.version_id AND s.subject = m.subject
WHERE m.is_published = m.prefers_published
GROUP BY m.subject, m.year, m.region_code;
