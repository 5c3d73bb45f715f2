-- Grain: one row a level of government.
-- Sources: none. Meaning: how deep a level lies below the nation, so that "below" is a comparison.
-- Additive over: nothing. Excluded: nothing. Null rule: no NULLs.
CREATE OR REPLACE VIEW region_level AS
SELECT level, depth
FROM (VALUES ('nation', 1), ('province', 2), ('city', 3), ('county', 4), ('town', 5)) AS named (level, depth);
