-- Grain: one row for each report, subject and rule (copied.year, identical.bodies) by which its whole table is another's.
-- Sources: report_subject, digest_current.
-- Meaning: what rule_copied_year and rule_identical_bodies say, put together: for every total both are asked, and the reports
--   are looked up once. numbers is how many different numbers there are; see the two views for the rest.
-- Additive over: nothing, but findings may be counted.
-- Excluded: tables in which only stocks are not zero, and of two bodies those with fewer than five different numbers.
-- Null rule: indicator_id is NULL: the whole table is meant.
CREATE OR REPLACE VIEW same_table AS
WITH repeated AS (
  SELECT subject, filled_digest FROM digest_current WHERE filled_digest IS NOT NULL GROUP BY subject, filled_digest HAVING count(*) > 1
),
-- Equal cells have equal cells among them that are not zero. Few tables are left, before it is asked which reports count.
candidate AS (
  SELECT d.version_id, d.subject, d.filled, d.numbers, d.flow_numbers, d.cells_digest, d.filled_digest
  FROM digest_current d
  JOIN repeated r ON r.subject = d.subject AND r.filled_digest = d.filled_digest
),
digested AS (
  SELECT s.subject, s.year, s.form, s.region_code, s.agency_id, s.report_id, s.version_id,
         d.filled, d.numbers, d.flow_numbers, d.cells_digest, d.filled_digest
  FROM report_subject s
  JOIN candidate d ON d.version_id = s.version_id AND d.subject = s.subject
),
alike AS (
  SELECT subject, year, form, filled_digest, count(*) AS bodies, min(version_id) AS first_version_id, max(version_id) AS last_version_id
  FROM digested
  WHERE numbers >= 5
  GROUP BY subject, year, form, filled_digest
  HAVING count(*) > 1
)
SELECT 'copied.year' AS rule, CAST(n.subject AS VARCHAR) AS subject, n.year, n.region_code, n.agency_id, n.report_id, n.version_id,
       p.version_id AS other_version_id, CAST(NULL AS SMALLINT) AS indicator_id, CAST(n.filled AS DECIMAL(38, 6)) AS left_value,
       CAST(n.filled AS DECIMAL(38, 6)) AS right_value, n.flow_numbers AS numbers
FROM digested n
JOIN digested p ON p.agency_id = n.agency_id AND p.subject = n.subject AND p.year = n.year - 1 AND p.form = n.form
  AND p.cells_digest = n.cells_digest
WHERE n.flow_numbers > 0
UNION ALL
SELECT 'identical.bodies', CAST(p.subject AS VARCHAR), p.year, p.region_code, p.agency_id, p.report_id, p.version_id,
       CASE WHEN p.version_id = a.first_version_id THEN a.last_version_id ELSE a.first_version_id END,
       NULL, CAST(p.filled AS DECIMAL(38, 6)), CAST(a.bodies - 1 AS DECIMAL(38, 6)), p.numbers
FROM digested p
JOIN alike a ON a.subject = p.subject AND a.year = p.year AND a.form = p.form AND a.filled_digest = p.filled_digest;
