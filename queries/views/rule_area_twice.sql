-- Grain: one row for each further area report of a region, year and subject.
-- Sources: region_member, report_subject, report.
-- Meaning: rule area.twice: two bodies gave a report on the whole area. The one that counts is the report of the finding, the
--   other stands beside it. Left is how many area reports there are, right the one that there should be.
-- Additive over: nothing, but findings may be counted.
-- Excluded: renditions of one report, which are of one body. Null rule: indicator_id is NULL, the table as a whole is meant.
CREATE OR REPLACE VIEW rule_area_twice AS
WITH given AS (
  SELECT subject, year, region_code, version_id, count(*) OVER (PARTITION BY subject, year, region_code) AS reports
  FROM report_subject
  WHERE role = 'area'
)
SELECT 'area.twice' AS rule, CAST(g.subject AS VARCHAR) AS subject, r.year, r.region_code, r.agency_id, r.report_id, r.version_id,
       g.version_id AS other_version_id, CAST(NULL AS SMALLINT) AS indicator_id, CAST(g.reports AS DECIMAL(38, 6)) AS left_value,
       CAST(1 AS DECIMAL(38, 6)) AS right_value
FROM given g
JOIN region_member m ON m.subject = g.subject AND m.year = g.year AND m.region_code = g.region_code AND m.is_published
JOIN report r ON r.version_id = m.version_id
WHERE g.reports > 1 AND g.version_id <> m.version_id;
