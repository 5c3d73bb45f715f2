-- Parameters: $1 the rows, a JSON list; $2 who; $3 the time in microseconds. The region of an alias is that of its body. A
-- body's own name needs no alias, unless an earlier one made it stand for another body.
INSERT INTO agency_alias (agency_id, alias, who, why, recorded_at)
WITH given AS (
  SELECT unnest(from_json($1, '[{"agency_id":"BIGINT","name":"VARCHAR","why":"VARCHAR"}]'), recursive := true)
),
latest AS (
  SELECT l.alias, b.region_code, arg_max(l.agency_id, l.recorded_at) AS agency_id
  FROM agency_alias l
  JOIN agency b ON b.agency_id = l.agency_id
  GROUP BY l.alias, b.region_code
)
SELECT g.agency_id, g.name, $2, nullif(g.why, ''), make_timestamptz($3)
FROM given g
JOIN agency a ON a.agency_id = g.agency_id
LEFT JOIN latest l ON l.alias = g.name AND l.region_code = a.region_code
WHERE CASE WHEN l.agency_id IS NULL THEN g.name <> a.name ELSE l.agency_id <> g.agency_id END;
