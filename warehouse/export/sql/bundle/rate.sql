-- Grain: one row a region and rate; the natural key is year, region_code, code. All columns of the view, as they were frozen.
SELECT *
FROM rate
ORDER BY year, region_code, code;
