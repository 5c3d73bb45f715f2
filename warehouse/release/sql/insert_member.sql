INSERT INTO release_member (release_id, subject, region_code, is_published, version_id, level, origin_code, through, agency_id,
                            weight_expected, weight_reports, bodies_through, expected, missing_bodies, expected_regions, missing_regions,
                            built_reports, expected_from, has_published, has_built, prefers_published)
SELECT $1, subject, region_code, is_published, version_id, level, origin_code, through, agency_id, weight_expected, weight_reports,
       bodies_through, expected, missing_bodies, expected_regions, missing_regions, built_reports, expected_from, has_published,
       has_built, prefers_published
FROM new_release_member
ORDER BY region_code, subject, is_published, version_id, origin_code, agency_id;
