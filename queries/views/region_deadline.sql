-- Grain: one row for each year, level and kind of body, and region that has, or lies in one that has, a day of its own (NULL: everywhere).
-- Sources: reporting_deadline, region_valid.
-- Meaning: by which days reports are to be filed and published there: those of the nearest region that sets one, else those that hold
--   everywhere. A body whose region has no row here has the days of the row without a region.
-- Additive over: nothing. Excluded: regions that do not exist in the year. Null rule: region_code as said; a day that nothing sets.
CREATE OR REPLACE VIEW region_deadline AS
WITH day AS (
  SELECT year, region_code, level, body, max(CASE WHEN purpose = 'file' THEN deadline END) AS filing_deadline,
         max(CASE WHEN purpose = 'publish' THEN deadline END) AS publishing_deadline
  FROM reporting_deadline
  GROUP BY year, region_code, level, body
),
step0 AS (
  SELECT d.year, v.region_code, d.level, d.body, d.filing_deadline, d.publishing_deadline
  FROM day d
  JOIN region_valid v ON v.year = d.year AND v.region_code = d.region_code
),
step1 AS (
  SELECT s.year, v.region_code, s.level, s.body, s.filing_deadline, s.publishing_deadline
  FROM step0 s
  JOIN region_valid v ON v.year = s.year AND v.parent_code = s.region_code
),
step2 AS (
  SELECT s.year, v.region_code, s.level, s.body, s.filing_deadline, s.publishing_deadline
  FROM step1 s
  JOIN region_valid v ON v.year = s.year AND v.parent_code = s.region_code
),
step3 AS (
  SELECT s.year, v.region_code, s.level, s.body, s.filing_deadline, s.publishing_deadline
  FROM step2 s
  JOIN region_valid v ON v.year = s.year AND v.parent_code = s.region_code
),
reached AS (
  SELECT year, region_code, level, body, filing_deadline, publishing_deadline, 0 AS distance FROM step0
  UNION ALL
  SELECT year, region_code, level, body, filing_deadline, publishing_deadline, 1 FROM step1
  UNION ALL
  SELECT year, region_code, level, body, filing_deadline, publishing_deadline, 2 FROM step2
  UNION ALL
  SELECT year, region_code, level, body, filing_deadline, publishing_deadline, 3 FROM step3
  UNION ALL
  -- What holds everywhere is further than any region.
  SELECT p.year, p.region_code, d.level, d.body, d.filing_deadline, d.publishing_deadline, 4
  FROM (
    SELECT year, region_code FROM step0
    UNION
    SELECT year, region_code FROM step1
    UNION
    SELECT year, region_code FROM step2
    UNION
    SELECT year, region_code FROM step3
  ) p
  JOIN day d ON d.year = p.year AND d.region_code IS NULL
),
nearest AS (
  SELECT year, region_code, level, body, filing_deadline, publishing_deadline, distance,
         min(CASE WHEN filing_deadline IS NOT NULL THEN distance END) OVER (PARTITION BY year, region_code, level, body) AS filing_distance,
         min(CASE WHEN publishing_deadline IS NOT NULL THEN distance END) OVER (PARTITION BY year, region_code, level, body)
           AS publishing_distance
  FROM reached
)
SELECT year, region_code, level, body, max(CASE WHEN distance = filing_distance THEN filing_deadline END) AS filing_deadline,
       max(CASE WHEN distance = publishing_distance THEN publishing_deadline END) AS publishing_deadline
FROM nearest
GROUP BY year, region_code, level, body
UNION ALL
SELECT year, region_code, level, body, filing_deadline, publishing_deadline FROM day WHERE region_code IS NULL;
