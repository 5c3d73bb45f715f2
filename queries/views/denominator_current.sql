-- Grain: one row for each region, year and kind of population that somebody imported.
-- Sources: denominator.
-- Meaning: how many people a region had, by the latest row as of the day, with its source. is_interpolated says that the one who
--   imported it made it of other years'.
-- Additive over: disjoint regions, for one year and kind. Excluded: earlier rows of the same region, year and kind.
-- Null rule: no NULLs; a region of which nothing was imported has no row.
CREATE OR REPLACE VIEW denominator_current AS
WITH ranked AS (
  SELECT region_code, year, kind, value, source, is_interpolated, who, recorded_at,
         row_number() OVER (PARTITION BY region_code, year, kind ORDER BY recorded_at DESC, value) AS place
  FROM denominator
  WHERE recorded_at < (SELECT known_before FROM as_of)
)
SELECT region_code, year, kind, value, source, is_interpolated, who, recorded_at
FROM ranked
WHERE place = 1;
