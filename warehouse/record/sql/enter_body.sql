-- Parameters: $1 the rows, a JSON list; $2 who (unused: the table has no such column); $3 the time in microseconds.
INSERT INTO agency (agency_id, name, region_code, level, kind, system, recorded_at)
SELECT r.agency_id, r.name, r.region_code, r.level, r.kind, nullif(r.system, ''), make_timestamptz($3)
FROM (
  SELECT DISTINCT *
  FROM (SELECT unnest(from_json($1, '[{"agency_id":"BIGINT","name":"VARCHAR","region_code":"VARCHAR",
                       "level":"VARCHAR","kind":"VARCHAR","system":"VARCHAR"}]'),
                      recursive := true))
) r
ANTI JOIN agency a ON a.agency_id = r.agency_id
WHERE $2 <> '';
