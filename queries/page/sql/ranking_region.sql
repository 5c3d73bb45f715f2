-- Grain: one row. Sources: region_year. Parameters: $1 the year; $2 the level. Meaning: how many regions of the level there are.
SELECT count(*) AS regions FROM region_year WHERE year = $1 AND level = $2
