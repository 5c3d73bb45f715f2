-- Parameters: $1 the rows, a JSON list; $2 who; $3 the time in microseconds. A row without a day takes back what was imported before of its
-- years; where nothing was there is nothing to write.
INSERT INTO deadline (purpose, level, body, region_code, month, day, from_year, to_year, source, who, why, recorded_at)
WITH given AS (
  SELECT unnest(from_json($1, '[{"purpose":"VARCHAR","level":"VARCHAR","body":"VARCHAR","region_code":"VARCHAR","month":"SMALLINT",'
                          || '"day":"SMALLINT","from_year":"SMALLINT","to_year":"SMALLINT","source":"VARCHAR","why":"VARCHAR"}]'),
                recursive := true)
),
ranked AS (
  SELECT purpose, level, body, region_code, month, day, from_year, to_year, source,
         row_number() OVER (PARTITION BY purpose, level, body, region_code, from_year, to_year ORDER BY recorded_at DESC, source) AS place
  FROM deadline
),
-- What is there of any of these years, since an earlier row of other years may be what is meant to be taken back, or may have been
-- imported after the one that is the same.
newest AS (
  SELECT g.purpose, g.level, g.body, g.region_code, g.from_year, g.to_year, arg_max(d.from_year = g.from_year
           AND coalesce(d.to_year, 0) = g.to_year, d.recorded_at) AS is_last
  FROM given g
  JOIN deadline d ON d.purpose = g.purpose AND d.level = g.level AND d.body = g.body AND coalesce(d.region_code, '') = g.region_code
    AND (g.to_year = 0 OR d.from_year <= g.to_year) AND (d.to_year IS NULL OR d.to_year >= g.from_year)
  GROUP BY g.purpose, g.level, g.body, g.region_code, g.from_year, g.to_year
)
SELECT g.purpose, g.level, g.body, nullif(g.region_code, ''), nullif(g.month, 0), nullif(g.day, 0), g.from_year, nullif(g.to_year, 0),
       g.source, $2, nullif(g.why, ''), make_timestamptz($3)
FROM given g
LEFT JOIN newest n ON n.purpose = g.purpose AND n.level = g.level AND n.body = g.body AND n.region_code = g.region_code
  AND n.from_year = g.from_year AND n.to_year = g.to_year
LEFT JOIN ranked r ON r.purpose = g.purpose AND r.level = g.level AND r.body = g.body AND coalesce(r.region_code, '') = g.region_code
  AND r.from_year = g.from_year AND coalesce(r.to_year, 0) = g.to_year AND r.place = 1
WHERE CASE WHEN n.is_last IS NULL THEN g.month > 0
           ELSE NOT n.is_last OR r.month IS DISTINCT FROM nullif(g.month, 0) OR r.day IS DISTINCT FROM nullif(g.day, 0)
                OR r.source <> g.source END;
