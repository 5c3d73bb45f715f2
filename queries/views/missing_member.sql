-- Grain: one row for each member that a region's sum from below needs and that gave no report on the subject.
-- Sources: region_member, region_year, agency_current, punctuality, reporting_deadline, register_current.
-- Meaning: missing_report without what depends on the day on which it is asked, so that it can be stored.
-- Additive over, excluded, null rule: as missing_report.
CREATE OR REPLACE VIEW missing_member AS
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
       l.contact, l.silent, l.reports, l.expected_from, l.agency_id
FROM listed l
JOIN region_year y ON y.year = l.year AND y.region_code = l.region_code;
