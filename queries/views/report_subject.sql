-- Grain: one row for each settled report and subject that it has a table for.
-- Sources: report, subject_name, region_place, region_level.
-- Meaning: what part the report can play in the total of its region, `role`:
--   area   the region's own area report          level  the 本级 report of the region's own level
--   body   one body (scope own), or any report of a body below the level of the region it hangs on (a town without a
--          region of its own): such a report is never the region's
--   none   system, unknown and vertical; on other boundaries than the year's also the area report of a region whose parts
--          are now in several: in no total.
--   node_code is where the report stands in the tree of region_year: its own region_code on the boundaries of the year.
-- Additive over: nothing as it stands. Excluded: reports whose region does not exist in that year (see unsettled_report),
--   and subjects whose table the report lacks: a missing table must not count as a published total.
-- Null rule: no NULL in role.
CREATE OR REPLACE VIEW report_subject AS
WITH spread AS (
  SELECT n.subject, r.report_id, r.version_id, r.agency_id, r.agency, r.agency_level, r.agency_kind, r.is_vertical, r.region_code, r.year,
         CAST(CASE n.subject WHEN 'disclosure' THEN r.scope_disclosure WHEN 'request' THEN r.scope_request
                             ELSE r.scope_appeal END AS VARCHAR) AS scope,
         CASE n.subject WHEN 'disclosure' THEN r.form_disclosure WHEN 'request' THEN r.form_request
                        ELSE r.form_appeal END AS form,
         r.is_correction, r.published_on, r.cells_with_value, r.failed_sums, r.sha256
  FROM report r
  CROSS JOIN subject_name n
)
SELECT s.subject, s.year, s.region_code, y.node_code, s.report_id, s.version_id, s.agency_id, s.agency, s.agency_kind, s.scope, s.form,
       s.is_correction, s.published_on, s.cells_with_value, s.failed_sums, s.sha256,
       l.depth IS NOT NULL AND l.depth > y.depth AS is_below,
       CASE WHEN s.is_vertical OR s.scope NOT IN ('own', 'level', 'area') THEN 'none'
            WHEN s.scope = 'own' OR (l.depth IS NOT NULL AND l.depth > y.depth) THEN 'body'
            WHEN s.scope = 'area' AND NOT y.is_usable THEN 'none'
            ELSE s.scope END AS role
FROM spread s
JOIN region_place y ON y.region_code = s.region_code AND y.year = s.year
LEFT JOIN region_level l ON l.level = s.agency_level
WHERE s.form IS NOT NULL;
