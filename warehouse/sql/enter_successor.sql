-- Parameters: $1 the rows, a JSON list; $2 who; $3 the time in microseconds.
INSERT INTO agency_successor (agency_id, successor_id, since, who, why, recorded_at)
WITH given AS (
  SELECT unnest(from_json($1, '[{"agency_id":"BIGINT","successor_id":"BIGINT","since":"VARCHAR","why":"VARCHAR"}]'), recursive := true)
)
SELECT g.agency_id, g.successor_id, CAST(g.since AS DATE), $2, nullif(g.why, ''), make_timestamptz($3)
FROM given g
ANTI JOIN agency_successor s ON s.agency_id = g.agency_id AND s.successor_id = g.successor_id AND s.since = CAST(g.since AS DATE);
