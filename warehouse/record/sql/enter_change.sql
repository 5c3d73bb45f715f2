-- Parameters: $1 the rows, a JSON list; $2 who; $3 the time in microseconds.
INSERT INTO agency_change (agency_id, name, level, kind, system, valid_from, valid_to, since, who, why, recorded_at)
WITH given AS (
  SELECT unnest(from_json($1, '[{"agency_id":"BIGINT","name":"VARCHAR","level":"VARCHAR","kind":"VARCHAR","system":"VARCHAR",
                "valid_from":"VARCHAR","valid_to":"VARCHAR","since":"VARCHAR","why":"VARCHAR"}]'),
                recursive := true)
),
ranked AS (
  SELECT *, row_number() OVER (PARTITION BY agency_id ORDER BY recorded_at DESC, name) AS place FROM agency_change
),
now AS (
  SELECT a.agency_id, coalesce(c.name, a.name) AS name, coalesce(c.level, a.level) AS level, coalesce(c.kind, a.kind) AS kind,
         CASE WHEN c.agency_id IS NULL THEN a.system ELSE c.system END AS system,
         CASE WHEN c.agency_id IS NULL THEN a.valid_from ELSE c.valid_from END AS valid_from,
         CASE WHEN c.agency_id IS NULL THEN a.valid_to ELSE c.valid_to END AS valid_to
  FROM agency a
  LEFT JOIN ranked c ON c.agency_id = a.agency_id AND c.place = 1
)
SELECT g.agency_id, g.name, g.level, g.kind, nullif(g.system, ''), CAST(nullif(g.valid_from, '') AS DATE),
       CAST(nullif(g.valid_to, '') AS DATE), CAST(nullif(g.since, '') AS DATE), $2, nullif(g.why, ''), make_timestamptz($3)
FROM given g
JOIN now n ON n.agency_id = g.agency_id
WHERE n.name <> g.name OR n.level <> g.level OR n.kind <> g.kind OR n.system IS DISTINCT FROM nullif(g.system, '')
   OR n.valid_from IS DISTINCT FROM CAST(nullif(g.valid_from, '') AS DATE)
   OR n.valid_to IS DISTINCT FROM CAST(nullif(g.valid_to, '') AS DATE);
