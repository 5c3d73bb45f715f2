-- Grain: one row for each agency and year on the register, as known on the as-of day.
-- Sources: register_entry, agency_current, region_place, region_level.
-- Meaning: who is expected in an area. `is_government`: the body that gives the area or level report of its region; it is expected
--   as the region, not as one of the region's bodies. node_code: where the body stands in the tree of region_year.
--   keeps_receipts: the register records what comes in of this body, so that what did not come is known not to have come.
-- Additive over: count of agencies. Excluded: vertical bodies, which enter no area total (see
--   system_register); regions not valid in the year.
-- Null rule: contact is NULL where the register has none.
CREATE OR REPLACE VIEW register_current AS
SELECT k.agency_id, a.name AS agency, a.region_code, y.node_code, k.year, k.status, k.contact, k.keeps_receipts, a.kind AS agency_kind,
       l.depth IS NOT NULL AND l.depth > y.depth AS is_below,
       a.kind = 'government' AND NOT (l.depth IS NOT NULL AND l.depth > y.depth) AS is_government
FROM register_entry k
JOIN agency_current a ON a.agency_id = k.agency_id
JOIN region_place y ON y.region_code = a.region_code AND y.year = k.year
LEFT JOIN region_level l ON l.level = a.level
WHERE a.system IS NULL AND a.kind <> 'vertical';
