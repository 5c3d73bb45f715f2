-- A row of what migration 9 made: a rule, and the digest of a table.
INSERT INTO rule VALUES ('copied.year', 'warehouse', 'warning', 'uncertain', 3);
INSERT INTO table_digest VALUES (1, 'request', 12, 5, 4, '0cc175b9-c0f1-b6a8-31c3-99e269772661', '92eb5ffe-e6ae-2fec-3ad7-1c777531578f');
