-- Parameters: $1 the rows, a JSON list; $2 who; $3 the time in microseconds. What nobody said need not be taken back.
INSERT INTO looked_at (agency_id, region_code, year, address, looked_on, is_withdrawn, who, why, recorded_at)
WITH given AS (
  SELECT unnest(from_json($1, '[{"agency_id":"BIGINT","region_code":"VARCHAR","year":"SMALLINT",'
                          || '"address":"VARCHAR","looked_on":"DATE","is_withdrawn":"BOOLEAN","why":"VARCHAR"}]'),
                recursive := true)
),
ranked AS (
  SELECT agency_id, region_code, year, address, looked_on, is_withdrawn,
         row_number() OVER (PARTITION BY agency_id, region_code, year, address, looked_on
                            ORDER BY recorded_at DESC, CASE WHEN is_withdrawn THEN 0 ELSE 1 END) AS place
  FROM looked_at
)
SELECT nullif(g.agency_id, 0), g.region_code, g.year, g.address, g.looked_on, g.is_withdrawn, $2, nullif(g.why, ''), make_timestamptz($3)
FROM given g
LEFT JOIN ranked r ON coalesce(r.agency_id, 0) = g.agency_id AND r.region_code = g.region_code AND r.year = g.year
  AND r.address = g.address AND r.looked_on = g.looked_on AND r.place = 1
WHERE CASE WHEN r.address IS NULL THEN NOT g.is_withdrawn ELSE r.is_withdrawn <> g.is_withdrawn END;
