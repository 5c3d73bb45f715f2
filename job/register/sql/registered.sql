-- Grain: one row for each body and year on the register. Sources: agency_register, agency_name. Null rule: none.
-- Meaning: the name, by its own id, under which the entry of the body that counts was made. An entry that is compared with another name's
--   would be written although it changes nothing.
-- Excluded: entries that a later one replaced.
SELECT n.agency_id, g.year, arg_max(g.agency_id, g.recorded_at) AS entered_id
FROM agency_register g
JOIN agency_name n ON n.named_id = g.agency_id
GROUP BY n.agency_id, g.year
