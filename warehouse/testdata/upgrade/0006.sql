-- Rows of what migration 6 changed.
INSERT INTO scheduled_run VALUES (1, 'cities', '2026-03-11 01:00:00+00', 1, NULL, 'started', NULL, '2026-03-11 01:00:01+00'),
    (2, 'cities', '2026-03-11 01:00:00+00', 1, 'ingest', 'failed', 'the folder is not there', '2026-03-11 01:00:02+00');
