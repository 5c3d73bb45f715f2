-- Parameters: $1 the rows, a JSON list; $2 who; $3 the time in microseconds. An empty value takes an override back, so
-- without one before it there is nothing to write, unless it takes back what another document of the report brought (as_read).
INSERT INTO override (sha256, field, value, who, why, recorded_at, ordinal)
WITH given AS (
  SELECT unnest(from_json($1, '[{"sha256":"VARCHAR","ordinal":"SMALLINT","field":"VARCHAR","value":"VARCHAR",
                "why":"VARCHAR","as_read":"BOOLEAN"}]'),
                recursive := true)
),
latest AS (
  SELECT sha256, coalesce(ordinal, 0) AS ordinal, field, arg_max(value, recorded_at) AS value
  FROM override
  GROUP BY sha256, coalesce(ordinal, 0), field
)
SELECT g.sha256, g.field, g.value, $2, nullif(g.why, ''), make_timestamptz($3), nullif(g.ordinal, 0)
FROM given g
LEFT JOIN latest l ON l.sha256 = g.sha256 AND l.ordinal = g.ordinal AND l.field = g.field
WHERE coalesce(l.value, '') <> g.value OR g.as_read AND l.value IS NULL;
