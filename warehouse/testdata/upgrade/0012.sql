-- Rows of what migration 12 made: a legal deadline, one of a region, a look in vain, and a register that records what comes in.
INSERT INTO legal_deadline VALUES ('publish', 'city', 'government', 3, 31, 2019, NULL, '条例第四十九条');
INSERT INTO deadline
VALUES ('file', 'county', 'government', '320800', 2, 10, 2020, 2023, '淮政办函', 'w', 'letter', '2026-01-02 03:04:05+00');
INSERT INTO looked_at VALUES (5, '320800', 2023, 'https://www.example.org/', '2024-04-01', FALSE, 'w', NULL, '2026-01-02 03:04:05+00');
INSERT INTO agency_register (agency_id, year, status, contact, who, why, recorded_at, receipts)
VALUES (5, 2024, 'expected', '0517', 'w', NULL, '2026-01-02 03:04:05+00', TRUE);
