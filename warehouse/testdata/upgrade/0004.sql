-- Rows of what migration 4 changed.
INSERT INTO withdrawal (batch_id, who, why, recorded_at, is_withdrawn) VALUES
    (1, 'w', 'the wrong folder', '2026-01-06 00:00:00+00', TRUE), (1, 'w', NULL, '2026-01-07 00:00:00+00', FALSE);
