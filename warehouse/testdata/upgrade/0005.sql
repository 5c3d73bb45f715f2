-- Rows of what migration 5 added.
INSERT INTO release (release_id, year, status, inputs, parser_version, rules_version, reference_hash, recorded_at, totals, views, program, known_before, reports)
VALUES ('r2', 2023, 'final', 'hash', '1', '1', 'hash', '2026-01-08 00:00:00+00', 'hash', 'hash', '1.0', '2026-01-08 00:00:00+00', 1);
INSERT INTO release_input VALUES ('r2', 1, 'ab', 1, 5, '淮安市人民政府', '320800', 'area', 'area', 'unknown', '2024-03-01', FALSE, '1', '1', 'hash', '');
INSERT INTO release_member VALUES ('r2', 'request', '320800', TRUE, 1);
