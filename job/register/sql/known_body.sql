-- Grain: one row for each name that a report may bear in a region. Sources: agency_name. Null rule: none.
-- Meaning: agency_id is the body that the name stands for. Excluded: nothing.
SELECT name, region_code, agency_id FROM agency_name ORDER BY region_code, name
