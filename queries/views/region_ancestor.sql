-- Grain: one row for each region and year, and region that it lies in.
-- Sources: region_year.
-- Meaning: the way up the tree along which reports are added up. distance counts the steps: 1 is the region directly above. child_code is
--   the region directly below the ancestor through which the way goes, the region itself at distance 1. Four steps are all there can be:
--   town, county, city, province, nation; 东莞 and the 直辖市 have fewer. On today's boundaries a part of a county and one of a city may
--   stand between: six.
-- Additive over: nothing. Excluded: the nation, which lies in nothing. Null rule: no NULLs.
CREATE OR REPLACE VIEW region_ancestor AS
WITH step1 AS (
  SELECT y.year, y.region_code, p.region_code AS ancestor_code, p.parent_code, y.region_code AS child_code
  FROM region_year y
  JOIN region_year p ON p.year = y.year AND p.region_code = y.parent_code
),
step2 AS (
  SELECT s.year, s.region_code, p.region_code AS ancestor_code, p.parent_code, s.ancestor_code AS child_code
  FROM step1 s
  JOIN region_year p ON p.year = s.year AND p.region_code = s.parent_code
),
step3 AS (
  SELECT s.year, s.region_code, p.region_code AS ancestor_code, p.parent_code, s.ancestor_code AS child_code
  FROM step2 s
  JOIN region_year p ON p.year = s.year AND p.region_code = s.parent_code
),
step4 AS (
  SELECT s.year, s.region_code, p.region_code AS ancestor_code, p.parent_code, s.ancestor_code AS child_code
  FROM step3 s
  JOIN region_year p ON p.year = s.year AND p.region_code = s.parent_code
),
step5 AS (
  SELECT s.year, s.region_code, p.region_code AS ancestor_code, p.parent_code, s.ancestor_code AS child_code
  FROM step4 s
  JOIN region_year p ON p.year = s.year AND p.region_code = s.parent_code
),
step6 AS (
  SELECT s.year, s.region_code, p.region_code AS ancestor_code, s.ancestor_code AS child_code
  FROM step5 s
  JOIN region_year p ON p.year = s.year AND p.region_code = s.parent_code
)
SELECT year, region_code, ancestor_code, child_code, 1 AS distance FROM step1
UNION ALL
SELECT year, region_code, ancestor_code, child_code, 2 FROM step2
UNION ALL
SELECT year, region_code, ancestor_code, child_code, 3 FROM step3
UNION ALL
SELECT year, region_code, ancestor_code, child_code, 4 FROM step4
UNION ALL
SELECT year, region_code, ancestor_code, child_code, 5 FROM step5
UNION ALL
SELECT year, region_code, ancestor_code, child_code, 6 FROM step6;
