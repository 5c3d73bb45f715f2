-- Grain: one row for each member that a region's sum from below needs and that gave no report on the subject.
-- Sources: region_member, region_year, agency_current, punctuality, reporting_deadline, register_current, as_of.
-- Meaning: who has not reported, with the day by which it was due, and by how many days that has passed on the as-of day
--   (today, where there is none). kind says body (an agency; its name is NULL where nobody knows which) or region (a child
--   region with no area report of its own, some of whose bodies are silent: silent counts them, reports the reports behind it
--   that are summed in its stead; the deadline and the contact are those of its government). Who did report, and when: see
--   punctuality.
-- Additive over: members of one region; a silent body shows at every level above it that needs it.
-- Excluded: members that reported with blank cells. Null rule: agency is NULL for a child region, deadline and days_late for a
--   body that nobody knows, contact where the register has none; days_late is 0 until the deadline has passed.
CREATE OR REPLACE VIEW missing_report AS
WITH government AS (
  SELECT node_code AS region_code, year, max(contact) AS contact FROM register_current WHERE is_government GROUP BY node_code, year
),
child AS (
  SELECT year, region_code, level, subject, through, max(expected_from) AS expected_from,
         sum(CASE WHEN version_id IS NULL THEN weight_expected ELSE 0 END) AS silent, count(version_id) AS reports
  FROM region_member
  WHERE through IS NOT NULL
  GROUP BY year, region_code, level, subject, through
),
listed AS (
  SELECT m.year, m.region_code, m.level, m.subject, 'body' AS kind, a.name AS agency, CAST(NULL AS VARCHAR) AS member_code,
         CAST(NULL AS VARCHAR) AS member_name, p.deadline, p.contact, CAST(m.weight_expected AS INTEGER) AS silent, 0 AS reports,
         m.expected_from, m.agency_id
  FROM region_member m
  LEFT JOIN agency_current a ON a.agency_id = m.agency_id
  LEFT JOIN punctuality p ON p.agency_id = m.agency_id AND p.year = m.year
  WHERE m.version_id IS NULL AND m.through IS NULL
  UNION ALL
  SELECT m.year, m.region_code, m.level, m.subject, 'region', NULL, m.through, c.region_name,
         make_date(m.year + 1, d.deadline_month, d.deadline_day), g.contact, CAST(m.silent AS INTEGER), CAST(m.reports AS INTEGER),
         m.expected_from, NULL
  FROM child m
  JOIN region_year c ON c.year = m.year AND c.region_code = m.through
  LEFT JOIN reporting_deadline d ON d.body = 'government' AND d.level = c.own_level
  LEFT JOIN government g ON g.region_code = m.through AND g.year = m.year
  WHERE m.silent > 0
)
SELECT l.year, l.region_code, y.region_name, l.level, l.subject, l.kind, l.agency, l.member_code, l.member_name, l.deadline,
       CASE WHEN l.deadline < t.day THEN CAST(datediff('day', l.deadline, t.day) AS INTEGER)
            WHEN l.deadline IS NOT NULL THEN 0 END AS days_late,
       l.contact, l.silent, l.reports, l.expected_from, l.agency_id
FROM listed l
JOIN region_year y ON y.year = l.year AND y.region_code = l.region_code
CROSS JOIN as_of t;
