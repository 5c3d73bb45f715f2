-- The first sight of a body fixes its level and kind; a later opinion of the parser does not change them.
INSERT INTO agency (agency_id, name, region_code, level, kind, system, recorded_at)
SELECT s.agency_id, s.name, s.region_code, s.level, s.kind, s.system, $recorded_at
FROM staged_agency s
ANTI JOIN agency a ON a.agency_id = s.agency_id
ORDER BY s.slot;
