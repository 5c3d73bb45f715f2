-- Rows of what migration 3 changed.
INSERT INTO agency_change VALUES (5, '淮安市人民政府', 'city', 'government', NULL, NULL, '2025-12-31', NULL, 'w', 'gazette', '2026-01-05 00:00:00+00');
INSERT INTO agency_successor VALUES (5, 6, '2026-01-01', 'w', NULL, '2026-01-05 00:00:00+00');
INSERT INTO override (sha256, field, value, who, why, recorded_at, ordinal) VALUES ('ab', 'scope', 'area', 'w', 'the first of two', '2026-01-05 00:00:00+00', 1);
