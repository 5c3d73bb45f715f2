-- Grain: one row for each region of 31 December of a year.
-- Sources: region_valid, region_today, the session variable boundaries.
-- Meaning: where the reports of a region of the year stand in the tree of region_year: node_code. By default at the region
--   itself. is_usable is false where its area report is of no region of today (see region_today). depth is that of the
--   region in its year, beside which a body's level is higher or lower.
-- Additive over: nothing. Excluded: regions not yet or no longer valid. Null rule: no NULLs.
CREATE OR REPLACE VIEW region_place AS
SELECT year, region_code, region_code AS node_code, depth, TRUE AS is_usable
FROM region_valid
WHERE getvariable('boundaries') IS NULL OR getvariable('boundaries') <> 'today'
UNION ALL
SELECT year, region_code, node_code, depth, is_usable
FROM region_today
WHERE getvariable('boundaries') = 'today' AND row_kind = 'place';
