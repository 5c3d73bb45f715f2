-- Grain: one row for each agency and year that the register names, as known on the as-of day.
-- Sources: agency_register, agency_name.
-- Meaning: the latest entry of a body under any of its names.
-- Additive over: count of agencies. Excluded: nothing, vertical bodies are among them.
-- Null rule: contact is NULL where the register has none.
CREATE OR REPLACE VIEW register_entry AS
WITH ranked AS (
  SELECT n.agency_id, g.year, g.status, g.contact, g.receipts IS NOT NULL AND g.receipts AS keeps_receipts,
         row_number() OVER (PARTITION BY n.agency_id, g.year ORDER BY g.recorded_at DESC, g.status) AS place
  FROM agency_register g
  JOIN agency_name n ON n.named_id = g.agency_id
  WHERE g.recorded_at < (SELECT known_before FROM as_of)
)
SELECT agency_id, year, status, contact, keeps_receipts
FROM ranked
WHERE place = 1;
