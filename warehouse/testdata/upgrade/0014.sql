-- A row of what migration 14 made: the people of a city by a yearbook.
INSERT INTO denominator VALUES ('320800', 2024, 'resident', 4552000, '淮安统计年鉴2025', FALSE, '王某', '2026-01-10 00:00:00+00');
