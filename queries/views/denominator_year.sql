-- Grain: one row for each region, year and kind of population by which its numbers can be divided.
-- Sources: denominator_current, region_year, region, the session variable boundaries.
-- Meaning: the population of the year, else that of the latest of the five years before, and which year it is of: nothing is
--   interpolated or carried on without saying so. Only of the same land: the span of validity in which the region stands must hold both
--   days, 31 December of the year of the population and of the year itself (on today's boundaries, today), so that 余杭区 of 2022 is not
--   divided by the people of 余杭区 of 2020, which held 临平区. Land that changed hands without a span telling cannot be seen here.
-- Additive over: disjoint regions of one kind and population_year. Excluded: parts of a region (region_today).
-- Null rule: no NULLs.
CREATE OR REPLACE VIEW denominator_year AS
WITH fitting AS (
  SELECT y.year, y.region_code, d.kind AS population_kind, d.value AS population, d.year AS population_year, d.is_interpolated, d.source,
         row_number() OVER (PARTITION BY y.year, y.region_code, d.kind ORDER BY d.year DESC) AS place
  FROM region_year y
  JOIN denominator_current d ON d.region_code = y.region_code AND d.year BETWEEN y.year - 5 AND y.year
  JOIN region r ON r.code = y.region_code
    AND r.valid_from <= make_date(d.year, 12, 31) AND (r.valid_to IS NULL OR r.valid_to >= make_date(d.year, 12, 31))
  WHERE CASE WHEN getvariable('boundaries') = 'today' THEN r.valid_to IS NULL
             ELSE r.valid_from <= make_date(y.year, 12, 31) AND (r.valid_to IS NULL OR r.valid_to >= make_date(y.year, 12, 31)) END
)
SELECT year, region_code, population_kind, population, population_year, is_interpolated, source
FROM fitting
WHERE place = 1;
