-- Grain: one row a region and subject; the natural key is year, region_code, subject. All columns of the view, as they were frozen.
SELECT *
FROM coverage
ORDER BY year, region_code, subject;
