-- Run once before the relations: the panels of all levels, which would else be worked out for each level and format again.
-- A temporary table, so that nothing is written to the warehouse; a row a region and year is little.
CREATE OR REPLACE TEMP TABLE panel AS
FROM region_panel;
