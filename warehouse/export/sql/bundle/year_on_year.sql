-- Grain: one row a region and indicator; the natural key is year, region_code, code. All columns of the view, as they were frozen.
SELECT *
FROM year_on_year
ORDER BY year, region_code, code;
