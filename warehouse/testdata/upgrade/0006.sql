-- Rows of what migration 6 added.
INSERT INTO scheduled_run VALUES (1, 'yearly', '2026-02-01 00:00:00+00', 1, NULL, 'started', NULL, '2026-02-01 00:00:01+00');
