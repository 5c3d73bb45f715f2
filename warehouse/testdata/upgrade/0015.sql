-- A missing body and a total of the year before, as migration 15 lets a release hold them.
INSERT INTO release_member (release_id, subject, region_code, is_published, level, origin_code, weight_expected, weight_reports, expected,
                            missing_bodies, expected_regions, missing_regions, built_reports, expected_from, has_published, has_built,
                            prefers_published)
VALUES ('r2', 'request', '320800', FALSE, 'city', '320800', 1, 1, 2, 1, 0, 0, 1, 'register', TRUE, TRUE, TRUE);
INSERT INTO release_previous VALUES ('r2', '320800', 2022, 17, 'built', 12, 'lower', 1, 0);
