-- Grain: one row for each member that a region's sum from below needs and that gave no report on the subject.
-- Sources: missing_member, as_of.
-- Meaning: whose report the sum lacks, and what is known of that: `absence` and days_late, as punctuality has them. kind says body (an
--   agency; its name is NULL where nobody knows which) or region (a child region with no area report of its own, some of whose bodies are
--   silent: silent counts them, reports the reports behind it that are summed in its stead; the rest is said of its government). Who did
--   report, and when: see punctuality.
-- Additive over: members of one region; a silent body shows at every level above it that needs it.
-- Excluded: members that reported with blank cells. Null rule: agency is NULL for a child region; the deadlines where none is set;
--   absence where a report of the body is there but has no such table that could enter this sum; days_late there, for
--   not_collected, and where no day is set; looked_on and address where nobody looked in vain; contact where the register has none.
CREATE OR REPLACE VIEW missing_report AS
WITH told AS (
  SELECT m.year, m.region_code, m.region_name, m.level, m.subject, m.kind, m.agency, m.member_code, m.member_name, m.filing_deadline,
         m.publishing_deadline, m.looked_on, m.address, m.contact, m.silent, m.reports, m.expected_from, m.agency_id, t.day,
         {absence} AS absence
  FROM missing_member m
  CROSS JOIN as_of t
)
SELECT year, region_code, region_name, level, subject, kind, agency, member_code, member_name, filing_deadline, publishing_deadline,
       absence, {days_absent} AS days_late,
       looked_on, address, contact, silent, reports, expected_from, agency_id
FROM told;
