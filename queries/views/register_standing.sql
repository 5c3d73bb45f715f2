-- Grain: one row for each agency and year on the register.
-- Sources: register_current, report.
-- Meaning: what became of each body that the register names, `standing`:
--   reported  its report is there            missing   it is expected and there is none
--   exempt, merged, nil   nobody waits for it: freed, gone into another, or confirmed that it has none
--   unexpected   a report is there though the register says that there would be none: one of the two is wrong
-- Additive over: count of agencies. Excluded: vertical bodies, and bodies that the register does not name.
-- Null rule: contact is NULL where the register has none.
CREATE OR REPLACE VIEW register_standing AS
SELECT k.year, k.region_code, k.agency, k.agency_kind, k.status,
       CASE WHEN r.agency_id IS NOT NULL AND k.status = 'expected' THEN 'reported'
            WHEN r.agency_id IS NOT NULL THEN 'unexpected'
            WHEN k.status = 'expected' THEN 'missing' ELSE k.status END AS standing,
       k.contact, k.agency_id
FROM register_current k
LEFT JOIN report r ON r.agency_id = k.agency_id AND r.year = k.year;
