-- Grain: one row for each body, as known on the as-of day.
-- Sources: agency, agency_change.
-- Meaning: what the body is called, what sort it is and when it exists, by the latest change that a person recorded, else as
--   it was first seen. Names that stand for another body (see agency_name) have a row here too.
-- Additive over: count of bodies, those that are another one's name aside. Excluded: bodies that were not known yet.
-- Null rule: system is NULL outside a vertical system, valid_from and valid_to where no limit is known.
CREATE OR REPLACE VIEW agency_current AS
WITH ranked AS (
  SELECT agency_id, name, level, kind, system, valid_from, valid_to,
         row_number() OVER (PARTITION BY agency_id ORDER BY recorded_at DESC, name) AS place
  FROM agency_change
  WHERE recorded_at < (SELECT known_before FROM as_of)
),
latest AS (
  SELECT agency_id, name, level, kind, system, valid_from, valid_to, 1 AS is_changed FROM ranked WHERE place = 1
)
SELECT a.agency_id, CASE WHEN c.is_changed = 1 THEN c.name ELSE a.name END AS name, a.region_code,
       CASE WHEN c.is_changed = 1 THEN c.level ELSE a.level END AS level,
       CASE WHEN c.is_changed = 1 THEN c.kind ELSE a.kind END AS kind,
       CASE WHEN c.is_changed = 1 THEN c.system ELSE a.system END AS system,
       CASE WHEN c.is_changed = 1 THEN c.valid_from ELSE a.valid_from END AS valid_from,
       CASE WHEN c.is_changed = 1 THEN c.valid_to ELSE a.valid_to END AS valid_to
FROM agency a
LEFT JOIN latest c ON c.agency_id = a.agency_id
WHERE a.recorded_at < (SELECT known_before FROM as_of);
