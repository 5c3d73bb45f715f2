-- Grain: one row for each member that a region's sum from below needs and that gave no report on the subject.
-- Sources: missing_member, as_of.
-- Meaning: who has not reported, with the day by which it was due, and by how many days that has passed on the as-of day
--   (today, where there is none). kind says body (an agency; its name is NULL where nobody knows which) or region (a child
--   region with no area report of its own, some of whose bodies are silent: silent counts them, reports the reports behind it
--   that are summed in its stead; the deadline and the contact are those of its government). Who did report, and when: see
--   punctuality.
-- Additive over: members of one region; a silent body shows at every level above it that needs it.
-- Excluded: members that reported with blank cells. Null rule: agency is NULL for a child region, deadline and days_late for a
--   body that nobody knows, contact where the register has none; days_late is 0 until the deadline has passed.
CREATE OR REPLACE VIEW missing_report AS
SELECT m.year, m.region_code, m.region_name, m.level, m.subject, m.kind, m.agency, m.member_code, m.member_name, m.deadline,
       CASE WHEN m.deadline < t.day THEN CAST(datediff('day', m.deadline, t.day) AS INTEGER)
            WHEN m.deadline IS NOT NULL THEN 0 END AS days_late,
       m.contact, m.silent, m.reports, m.expected_from, m.agency_id
FROM missing_member m
CROSS JOIN as_of t;
