-- Grain: one row for each region of today that holds anything of the year, and each part of one, by year; and one row for
--   each region of the year that is placed there. row_kind says which: node, or place.
-- Sources: region, region_valid, region_successor.
-- Meaning: the years on today's boundaries. Each region of the year has a home: the region of today that it lives on in; of a
--   divided one, that of the region above it. Then, for a region B of the year with home H:
--     whole   all that B held is inside H, and nothing else is: B's reports are those of H (县 that became 区)
--     part    all that B held is inside H, but H holds more: B becomes a part of H, a node of its own between H and what B held
--             (莱芜市 2018 in 济南市; 济南市 2018 too). H has no published total for the year, and its built one counts each part once
--     other   something that B held is elsewhere today (四平市 2019 with 公主岭市): B's area report counts nowhere
--             (is_usable is false); its bodies stay with H, or with a part of H where several regions share that home
--   A part has its old code, with -P behind it where that is in force today; level is `part`, own_level the one that it had.
--   Land that changed hands without a code telling cannot be seen here.
-- Additive over: nothing. Excluded: regions of today that hold nothing of the year yet.
-- Null rule: parent_code is NULL for the nation, and for places; region_name and level are NULL for places.
CREATE OR REPLACE VIEW region_today AS
WITH current_region AS (
  SELECT code, name, level, kind, parent_code FROM region WHERE valid_to IS NULL
),
-- Each region of today inside each that holds it, itself included.
above0 AS (SELECT code, code AS outer_code, parent_code AS next_code FROM current_region),
above1 AS (SELECT a.code, r.code AS outer_code, r.parent_code AS next_code FROM above0 a JOIN current_region r ON r.code = a.next_code),
above2 AS (SELECT a.code, r.code AS outer_code, r.parent_code AS next_code FROM above1 a JOIN current_region r ON r.code = a.next_code),
above3 AS (SELECT a.code, r.code AS outer_code, r.parent_code AS next_code FROM above2 a JOIN current_region r ON r.code = a.next_code),
above4 AS (SELECT a.code, r.code AS outer_code, r.parent_code AS next_code FROM above3 a JOIN current_region r ON r.code = a.next_code),
inside AS (
  SELECT code, outer_code FROM above0
  UNION ALL SELECT code, outer_code FROM above1
  UNION ALL SELECT code, outer_code FROM above2
  UNION ALL SELECT code, outer_code FROM above3
  UNION ALL SELECT code, outer_code FROM above4
),
-- The regions of the year with the way up, and their home.
origin AS (
  SELECT v.year, v.region_code, v.region_name, v.level, v.depth, v.kind, v.parent_code, s.today_code
  FROM region_valid v
  JOIN region_successor s ON s.code = v.region_code AND s.valid_from = v.valid_from
),
way AS (
  SELECT o.year, o.region_code, p1.region_code AS code1, p2.region_code AS code2, p3.region_code AS code3, p4.region_code AS code4,
         CASE WHEN o.today_code IS NOT NULL THEN o.today_code WHEN p1.today_code IS NOT NULL THEN p1.today_code
              WHEN p2.today_code IS NOT NULL THEN p2.today_code WHEN p3.today_code IS NOT NULL THEN p3.today_code
              ELSE p4.today_code END AS home_code
  FROM origin o
  LEFT JOIN origin p1 ON p1.year = o.year AND p1.region_code = o.parent_code
  LEFT JOIN origin p2 ON p2.year = o.year AND p2.region_code = p1.parent_code
  LEFT JOIN origin p3 ON p3.year = o.year AND p3.region_code = p2.parent_code
  LEFT JOIN origin p4 ON p4.year = o.year AND p4.region_code = p3.parent_code
),
-- Each region of the year inside each that held it, itself included.
held AS (
  SELECT year, region_code AS outer_code, region_code, home_code, 0 AS steps FROM way
  UNION ALL SELECT year, code1, region_code, home_code, 1 FROM way WHERE code1 IS NOT NULL
  UNION ALL SELECT year, code2, region_code, home_code, 2 FROM way WHERE code2 IS NOT NULL
  UNION ALL SELECT year, code3, region_code, home_code, 3 FROM way WHERE code3 IS NOT NULL
  UNION ALL SELECT year, code4, region_code, home_code, 4 FROM way WHERE code4 IS NOT NULL
),
size_today AS (
  SELECT w.year, i.outer_code AS code, count(*) AS regions
  FROM way w JOIN inside i ON i.code = w.home_code
  GROUP BY w.year, i.outer_code
),
-- How much of a region of the year is inside each region of today.
shared AS (
  SELECT h.year, h.outer_code AS region_code, i.outer_code AS today_code, count(*) AS regions
  FROM held h JOIN inside i ON i.code = h.home_code
  GROUP BY h.year, h.outer_code, i.outer_code
),
size_origin AS (
  SELECT year, outer_code AS region_code, count(*) AS regions FROM held GROUP BY year, outer_code
),
-- A region of today strictly inside the home that a region of the year held only partly: its total would count it twice.
cut AS (
  SELECT DISTINCT s.year, s.region_code
  FROM shared s
  JOIN way w ON w.year = s.year AND w.region_code = s.region_code
  JOIN inside i ON i.code = s.today_code AND i.outer_code = w.home_code AND i.code <> i.outer_code
  JOIN size_today t ON t.year = s.year AND t.code = s.today_code
  WHERE s.regions < t.regions
),
judged AS (
  SELECT o.year, o.region_code, o.region_name, o.level, o.depth, o.kind, w.home_code,
         o.today_code IS NOT NULL AS is_exact,
         s.regions = n.regions AND c.region_code IS NULL AS is_intact,
         o.today_code IS NOT NULL AND s.regions = n.regions AND t.regions = n.regions AS is_whole
  FROM origin o
  JOIN way w ON w.year = o.year AND w.region_code = o.region_code
  JOIN size_origin n ON n.year = o.year AND n.region_code = o.region_code
  JOIN shared s ON s.year = o.year AND s.region_code = o.region_code AND s.today_code = w.home_code
  JOIN size_today t ON t.year = o.year AND t.code = w.home_code
  LEFT JOIN cut c ON c.year = o.year AND c.region_code = o.region_code
),
sharing AS (
  SELECT year, home_code, count(*) AS regions FROM judged WHERE is_exact GROUP BY year, home_code
),
placed AS (
  SELECT j.year, j.region_code, j.region_name, j.level, j.depth, j.kind, j.home_code, j.is_whole,
         j.is_whole OR j.is_intact AS is_usable,
         CASE WHEN j.is_whole OR (j.is_exact AND g.regions = 1 AND NOT j.is_intact) THEN j.home_code
              WHEN r.code IS NULL THEN j.region_code
              ELSE j.region_code || '-P' END AS node_code
  FROM judged j
  LEFT JOIN sharing g ON g.year = j.year AND g.home_code = j.home_code
  LEFT JOIN current_region r ON r.code = j.region_code
),
part AS (
  SELECT year, region_code, region_name, level, depth, kind, home_code, node_code, is_usable FROM placed WHERE node_code <> home_code
),
-- The innermost part that holds all of a region of today, or another part.
holder AS (
  SELECT s.year, s.today_code AS code, p.node_code, p.depth,
         row_number() OVER (PARTITION BY s.year, s.today_code ORDER BY p.depth DESC, p.node_code) AS place
  FROM shared s
  JOIN part p ON p.year = s.year AND p.region_code = s.region_code AND p.is_usable
  JOIN current_region r ON r.code = s.today_code AND r.parent_code = p.home_code
  JOIN size_today t ON t.year = s.year AND t.code = s.today_code
  WHERE s.regions = t.regions
),
outer_part AS (
  SELECT p.year, p.node_code, o.node_code AS outer_code,
         row_number() OVER (PARTITION BY p.year, p.node_code ORDER BY h.steps) AS place
  FROM part p
  JOIN held h ON h.year = p.year AND h.region_code = p.region_code AND h.steps > 0
  JOIN part o ON o.year = p.year AND o.region_code = h.outer_code AND o.home_code = p.home_code
),
owner AS (
  SELECT DISTINCT year, node_code FROM placed
)
SELECT 'node' AS row_kind, t.year, t.code AS region_code, t.code AS node_code, r.name AS region_name, r.level, l.depth, r.kind,
       CASE WHEN h.node_code IS NULL THEN r.parent_code ELSE h.node_code END AS parent_code,
       r.level AS own_level, o.node_code IS NOT NULL AS has_own, TRUE AS is_usable
FROM size_today t
JOIN current_region r ON r.code = t.code
JOIN region_level l ON l.level = r.level
LEFT JOIN holder h ON h.year = t.year AND h.code = t.code AND h.place = 1
LEFT JOIN owner o ON o.year = t.year AND o.node_code = t.code
UNION ALL
SELECT 'node', p.year, p.node_code, p.node_code, p.region_name, 'part', p.depth, p.kind,
       CASE WHEN o.outer_code IS NULL THEN p.home_code ELSE o.outer_code END, p.level, TRUE, p.is_usable
FROM part p
LEFT JOIN outer_part o ON o.year = p.year AND o.node_code = p.node_code AND o.place = 1
UNION ALL
SELECT 'place', year, region_code, node_code, NULL, NULL, depth, kind, NULL, level, TRUE, is_usable
FROM placed;
