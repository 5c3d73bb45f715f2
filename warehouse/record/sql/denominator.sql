-- Parameters: $1 the rows, a JSON list; $2 who; $3 the time in microseconds.
INSERT INTO denominator (region_code, year, kind, value, source, is_interpolated, who, recorded_at)
WITH given AS (
  SELECT unnest(from_json($1, '[{"region_code":"VARCHAR","year":"SMALLINT","kind":"VARCHAR","value":"BIGINT","source":"VARCHAR",
    "is_interpolated":"BOOLEAN"}]'), recursive := true)
),
ranked AS (
  SELECT region_code, year, kind, value, source, is_interpolated,
         row_number() OVER (PARTITION BY region_code, year, kind ORDER BY recorded_at DESC, value) AS place
  FROM denominator
)
SELECT g.region_code, g.year, g.kind, g.value, g.source, g.is_interpolated, $2, make_timestamptz($3)
FROM given g
LEFT JOIN ranked r ON r.region_code = g.region_code AND r.year = g.year AND r.kind = g.kind AND r.place = 1
WHERE r.value IS DISTINCT FROM g.value OR r.source IS DISTINCT FROM g.source OR r.is_interpolated IS DISTINCT FROM g.is_interpolated;
