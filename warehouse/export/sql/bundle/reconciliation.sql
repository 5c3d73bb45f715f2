-- Grain: one row a region and indicator; the natural key is year, region_code, subject, item, heading. All columns of the view but the
-- number of the indicator, as they were frozen.
SELECT * EXCLUDE (indicator_id)
FROM reconciliation
ORDER BY year, region_code, subject, item, heading;
