-- Parameters: $1 the rows, a JSON list; $2 who; $3 the time in microseconds.
INSERT INTO agency_successor (agency_id, successor_id, since, who, why, recorded_at)
WITH given AS (
  SELECT unnest(from_json($1, '[{"agency_id":"BIGINT","successor_id":"BIGINT","since":"VARCHAR","why":"VARCHAR"}]'), recursive := true)
),
-- Who took over from a successor is a successor too, and one of whoever it took over from: all pairs are written, so that no
-- reader follows a chain. The later of two days is the one from which the last of them is there.
direct AS (
  SELECT agency_id, successor_id, CAST(since AS DATE) AS since, why FROM given
),
later AS (
  SELECT * FROM direct
  UNION
  SELECT d.agency_id, s.successor_id, greatest(d.since, s.since), d.why
  FROM direct d
  JOIN agency_successor s ON s.agency_id = d.successor_id
),
every AS (
  SELECT * FROM later
  UNION
  SELECT s.agency_id, a.successor_id, greatest(a.since, s.since), a.why
  FROM later a
  JOIN agency_successor s ON s.successor_id = a.agency_id
)
SELECT e.agency_id, e.successor_id, e.since, $2, nullif(e.why, ''), make_timestamptz($3)
FROM every e
ANTI JOIN agency_successor s ON s.agency_id = e.agency_id AND s.successor_id = e.successor_id AND s.since = e.since
WHERE e.agency_id <> e.successor_id;
