-- Grain: one row a region; the natural key is year, region_code. All columns of the view, as they were frozen.
SELECT *
FROM region_panel
ORDER BY year, region_code;
