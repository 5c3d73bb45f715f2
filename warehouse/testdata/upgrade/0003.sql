-- Rows of what migration 3 added.
INSERT INTO agency_change VALUES (5, '淮安市人民政府', 'city', 'government', NULL, '2001-02-01', NULL, '2001-02-01', 'w', 'renamed', '2026-01-05 00:00:00+00');
INSERT INTO agency_successor VALUES (5, 6, '2016-06-08', 'w', 'merged', '2026-01-05 00:00:00+00');
INSERT INTO override (sha256, field, value, who, why, recorded_at, ordinal) VALUES ('ab', 'scope', 'area', 'w', 'cover page', '2026-01-05 00:00:00+00', 2);
