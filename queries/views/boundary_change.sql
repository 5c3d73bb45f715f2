-- Grain: one row for each region and year in which the land under its code changed.
-- Sources: region, the session variable boundaries.
-- Meaning: since the 31 December before, the region ended and began again under its code (余杭区 2021, without 临平区), another
--   went into it (济南市 2019, with 莱芜市), or a region below it went out of it or came in (四平市 2020, without
--   公主岭市, and 长春市, with it).
--   What only has another code or name (洪泽县, since 2016 洪泽区) changes nothing of the regions that hold it, though both
--   codes are here. On today's boundaries no land changes hands.
-- Additive over: nothing. Excluded: land that changed hands without a code telling; a region that was divided among regions of one
--   parent, for that parent. Null rule: no NULLs.
CREATE OR REPLACE VIEW boundary_change AS
WITH ended AS (
  SELECT r.code, r.valid_to, r.parent_code, n.code AS next_code, n.valid_from AS next_from, n.parent_code AS next_parent_code,
         CAST(year(r.valid_to + INTERVAL 1 DAY) AS SMALLINT) AS year
  FROM region r
  JOIN region n ON (n.code = r.successor_code OR n.code = r.code)
   AND n.valid_from <= r.valid_to + INTERVAL 1 DAY AND (n.valid_to IS NULL OR n.valid_to > r.valid_to)
  WHERE getvariable('boundaries') IS NULL OR getvariable('boundaries') <> 'today'
),
-- Whatever held the land on the last day of the old state, and on the first of the new one, with the way up: the nation is in both.
held AS (
  SELECT code, valid_to, year, next_code, 0 AS is_after, valid_to AS day, code AS holder_code, parent_code AS above_code FROM ended
  UNION ALL
  SELECT code, valid_to, year, next_code, 1, CAST(valid_to + INTERVAL 1 DAY AS DATE), next_code, next_parent_code FROM ended
),
held1 AS (
  SELECT h.code, h.valid_to, h.year, h.next_code, h.is_after, h.day, r.code AS holder_code, r.parent_code AS above_code
  FROM held h
  JOIN region r ON r.code = h.above_code AND r.valid_from <= h.day AND (r.valid_to IS NULL OR r.valid_to >= h.day)
),
held2 AS (
  SELECT h.code, h.valid_to, h.year, h.next_code, h.is_after, h.day, r.code AS holder_code, r.parent_code AS above_code
  FROM held1 h
  JOIN region r ON r.code = h.above_code AND r.valid_from <= h.day AND (r.valid_to IS NULL OR r.valid_to >= h.day)
),
held3 AS (
  SELECT h.code, h.valid_to, h.year, h.next_code, h.is_after, h.day, r.code AS holder_code
  FROM held2 h
  JOIN region r ON r.code = h.above_code AND r.valid_from <= h.day AND (r.valid_to IS NULL OR r.valid_to >= h.day)
),
holder AS (
  SELECT code, valid_to, year, next_code, is_after, holder_code FROM held
  UNION ALL SELECT code, valid_to, year, next_code, is_after, holder_code FROM held1
  UNION ALL SELECT code, valid_to, year, next_code, is_after, holder_code FROM held2
  UNION ALL SELECT code, valid_to, year, next_code, is_after, holder_code FROM held3
)
SELECT holder_code AS region_code, year
FROM holder
GROUP BY code, valid_to, year, next_code, holder_code
HAVING min(is_after) = max(is_after)
UNION
SELECT code, year FROM ended WHERE next_code = code;
