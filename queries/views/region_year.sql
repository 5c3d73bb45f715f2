-- Grain: one row for each region and year, on the boundaries that the session asks for.
-- Sources: region_valid, region_today, the session variable boundaries.
-- Meaning: the tree along which reports are added up. Default: the regions of 31 December of the year. With boundaries = 'today':
--   the regions of today that hold anything of the year, and between them the parts that region_today explains (level part).
--   own_level is the level that its own bodies have; has_own is false for a region made of parts, which has none.
-- Additive over: nothing, parents contain children. Excluded: regions not yet or no longer valid.
-- Null rule: parent_code is NULL for the nation.
CREATE OR REPLACE VIEW region_year AS
SELECT year, region_code, region_name, level, depth, kind, parent_code, level AS own_level, TRUE AS has_own
FROM region_valid
WHERE getvariable('boundaries') IS NULL OR getvariable('boundaries') <> 'today'
UNION ALL
SELECT year, node_code, region_name, level, depth, kind, parent_code, own_level, has_own
FROM region_today
WHERE getvariable('boundaries') = 'today' AND row_kind = 'node';
