-- Rows of what migration 5 changed.
INSERT INTO release VALUES ('r2', 2023, 'final', 'hash', '1', '1', 'hash', '2026-01-08 00:00:00+00', 'totals', 'views', '1', '2026-01-08 00:00:00+00', 1);
INSERT INTO release_input VALUES ('r2', 1, 'ab', 1, 5, '淮安市人民政府', '320800', 'area', 'area', 'unknown', '2024-03-01', FALSE, '1', '1', 'cells', '');
INSERT INTO release_member VALUES ('r2', 'request', '320800', TRUE, 1);
