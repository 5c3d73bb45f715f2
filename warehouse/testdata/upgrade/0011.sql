-- A row of what migration 11 made: what a release holds beside its totals.
INSERT INTO release_row VALUES ('2024-0123456789abcdef', 'rate', '{"year":"2024","rate":"0.5"}');
