-- Grain: one row for each member that a region's sum from below needs and that gave no report on the subject.
-- Sources: region_member, region_year, region_valid, agency_current, report, report_due, region_deadline,
--   register_current, look_current.
-- Meaning: missing_report without what depends on the day on which it is asked, so that it can be stored. is_given: a report of the body
--   is there for the year, though not one with this table that could enter the sum. keeps_receipts: the register expects the report and
--   records what comes in. What is said of a region, and of a body that nobody knows, is said of the region's government, and nothing
--   where that has given a report, though not of the whole area.
-- Additive over, excluded: as missing_report. Null rule: as there.
CREATE OR REPLACE VIEW missing_member AS
WITH government AS (
  SELECT node_code AS region_code, year, max(contact) AS contact,
         max(CASE WHEN status = 'expected' AND keeps_receipts THEN 1 ELSE 0 END) AS receipts
  FROM register_current
  WHERE is_government
  GROUP BY node_code, year
),
answered AS (
  SELECT DISTINCT r.region_code, r.year
  FROM report r
  JOIN region_valid v ON v.region_code = r.region_code AND v.year = r.year AND v.level = r.agency_level
  WHERE r.agency_kind = 'government'
),
child AS (
  SELECT year, region_code, level, subject, through, max(expected_from) AS expected_from,
         sum(CASE WHEN version_id IS NULL THEN weight_expected ELSE 0 END) AS silent, count(version_id) AS reports
  FROM region_member
  WHERE through IS NOT NULL
  GROUP BY year, region_code, level, subject, through
),
-- What is asked of the government of a region: of a child region, and where the one body that must be there is nobody's name.
asked AS (
  SELECT year, region_code, level, subject, through AS member_code, through AS of_code, expected_from, silent, reports, TRUE AS is_child
  FROM child
  WHERE silent > 0
  UNION ALL
  SELECT year, region_code, level, subject, NULL, region_code, expected_from, weight_expected, 0, FALSE
  FROM region_member
  WHERE version_id IS NULL AND through IS NULL AND agency_id IS NULL
),
listed AS (
  SELECT m.year, m.region_code, m.level, m.subject, 'body' AS kind, a.name AS agency, CAST(NULL AS VARCHAR) AS member_code,
         CAST(NULL AS VARCHAR) AS member_name, p.filing_deadline, p.publishing_deadline, p.agency_id IS NOT NULL AND p.is_given AS is_given,
         p.agency_id IS NOT NULL AND p.keeps_receipts AS keeps_receipts, p.looked_on, p.address, p.contact,
         CAST(m.weight_expected AS INTEGER) AS silent, 0 AS reports, m.expected_from, m.agency_id
  FROM region_member m
  JOIN agency_current a ON a.agency_id = m.agency_id
  LEFT JOIN report_due p ON p.agency_id = m.agency_id AND p.year = m.year
  WHERE m.version_id IS NULL AND m.through IS NULL
  UNION ALL
  SELECT m.year, m.region_code, m.level, m.subject, CASE WHEN m.is_child THEN 'region' ELSE 'body' END, NULL, m.member_code,
         CASE WHEN m.is_child THEN c.region_name END,
         CASE WHEN d.year IS NULL THEN e.filing_deadline ELSE d.filing_deadline END,
         CASE WHEN d.year IS NULL THEN e.publishing_deadline ELSE d.publishing_deadline END,
         FALSE, w.region_code IS NULL AND g.region_code IS NOT NULL AND g.receipts = 1,
         CASE WHEN w.region_code IS NULL THEN l.looked_on END, CASE WHEN w.region_code IS NULL THEN l.address END, g.contact,
         CAST(m.silent AS INTEGER), CAST(m.reports AS INTEGER), m.expected_from, NULL
  FROM asked m
  JOIN region_year c ON c.year = m.year AND c.region_code = m.of_code
  LEFT JOIN region_deadline d ON d.year = m.year AND d.region_code = m.of_code AND d.level = c.own_level AND d.body = 'government'
  LEFT JOIN region_deadline e ON e.year = m.year AND e.region_code IS NULL AND e.level = c.own_level AND e.body = 'government'
  LEFT JOIN government g ON g.region_code = m.of_code AND g.year = m.year
  LEFT JOIN answered w ON w.region_code = m.of_code AND w.year = m.year
  LEFT JOIN look_current l ON l.agency_id IS NULL AND l.region_code = m.of_code AND l.year = m.year
)
SELECT l.year, l.region_code, y.region_name, l.level, l.subject, l.kind, l.agency, l.member_code, l.member_name, l.filing_deadline,
       l.publishing_deadline, l.is_given, l.keeps_receipts, l.looked_on, l.address, l.contact, l.silent, l.reports, l.expected_from,
       l.agency_id
FROM listed l
JOIN region_year y ON y.year = l.year AND y.region_code = l.region_code;
