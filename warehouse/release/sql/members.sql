-- Grain: one row for each report or missing body that enters a region's total of a year, by subject. Sources: region_member.
-- Parameter: $1 the year. Null rule: version_id is NULL for a body that is expected and did not report.
SELECT CAST(subject AS subject) AS subject, region_code, is_published, version_id, level, origin_code, through, agency_id, weight_expected,
       weight_reports, bodies_through, expected, missing_bodies, expected_regions, missing_regions, built_reports, expected_from,
       has_published, has_built, prefers_published
FROM region_member
WHERE year = $1
