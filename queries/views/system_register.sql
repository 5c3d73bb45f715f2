-- Grain: one row for each body of a vertical system and year on the register, as known on the as-of day.
-- Sources: register_entry, agency_current, region_place.
-- Meaning: who is expected in a vertical system, and where it stands in the tree of region_year (node_code).
-- Additive over: count of agencies. Excluded: bodies of no system; regions not valid in the year. Null rule: no NULLs.
CREATE OR REPLACE VIEW system_register AS
SELECT k.agency_id, a.system, y.node_code, k.year, k.status
FROM register_entry k
JOIN agency_current a ON a.agency_id = k.agency_id
JOIN region_place y ON y.region_code = a.region_code AND y.year = k.year
WHERE a.system IS NOT NULL;
