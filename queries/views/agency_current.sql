-- Grain: one row for each body, as known on the as-of day.
-- Sources: agency, agency_change.
-- Meaning: what the body is called, what sort it is and when it exists, by the latest change that a person recorded, else as
--   it was first seen. Names that stand for another body (see agency_name) have a row here too.
-- Additive over: count of bodies, those that are another one's name aside. Excluded: bodies that were not known yet.
-- Null rule: system is NULL outside a vertical system, valid_from and valid_to where no limit is known.
CREATE OR REPLACE VIEW agency_current AS
SELECT a.agency_id, coalesce(c.name, a.name) AS name, a.region_code, coalesce(c.level, a.level) AS level, coalesce(c.kind, a.kind) AS kind,
       CASE WHEN c.agency_id IS NULL THEN a.system ELSE c.system END AS system,
       CASE WHEN c.agency_id IS NULL THEN a.valid_from ELSE c.valid_from END AS valid_from,
       CASE WHEN c.agency_id IS NULL THEN a.valid_to ELSE c.valid_to END AS valid_to
FROM agency a
LEFT JOIN (
  SELECT agency_id, arg_max(name, recorded_at) AS name, arg_max(level, recorded_at) AS level, arg_max(kind, recorded_at) AS kind,
         arg_max_null(system, recorded_at) AS system, arg_max_null(valid_from, recorded_at) AS valid_from,
         arg_max_null(valid_to, recorded_at) AS valid_to
  FROM agency_change
  WHERE recorded_at < (SELECT known_before FROM as_of)
  GROUP BY agency_id
) c ON c.agency_id = a.agency_id
WHERE a.recorded_at < (SELECT known_before FROM as_of);
