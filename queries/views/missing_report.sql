-- Grain: one row for each member that a region's sum from below needs and that gave no report on the subject.
-- Sources: region_member, region_year, agency, punctuality, reporting_deadline, register_current.
-- Meaning: who has not reported, with the day by which it was due. kind says body (an agency; its name is NULL where nobody
--   knows which) or region (a child region with no area report of its own, some of whose bodies are silent; the deadline and
--   the contact are those of its government). Who did report, and when: see punctuality.
-- Additive over: members of one region; a silent body shows at every level above it that needs it.
-- Excluded: members that reported with blank cells. Null rule: agency is NULL for a child region, deadline for a body that
--   nobody knows, contact where the register has none.
CREATE OR REPLACE VIEW missing_report AS
WITH government AS (
  SELECT region_code, year, max(contact) AS contact FROM register_current WHERE is_government GROUP BY region_code, year
)
SELECT m.year, m.region_code, y.region_name, m.level, m.subject, 'body' AS kind, a.name AS agency,
       CAST(NULL AS VARCHAR) AS member_code, CAST(NULL AS VARCHAR) AS member_name, p.deadline, p.contact, m.expected_from,
       m.agency_id
FROM region_member m
JOIN region_year y ON y.year = m.year AND y.region_code = m.region_code
LEFT JOIN agency a ON a.agency_id = m.agency_id
LEFT JOIN punctuality p ON p.agency_id = m.agency_id AND p.year = m.year
WHERE m.version_id IS NULL AND m.through IS NULL
UNION ALL
SELECT DISTINCT m.year, m.region_code, y.region_name, m.level, m.subject, 'region', NULL, m.through, c.region_name,
       make_date(m.year + 1, d.deadline_month, d.deadline_day), g.contact, m.expected_from, NULL
FROM region_member m
JOIN region_year y ON y.year = m.year AND y.region_code = m.region_code
JOIN region_year c ON c.year = m.year AND c.region_code = m.through
LEFT JOIN reporting_deadline d ON d.body = 'government' AND d.level = c.own_level
LEFT JOIN government g ON g.region_code = m.through AND g.year = m.year
WHERE m.version_id IS NULL AND m.through IS NOT NULL;
