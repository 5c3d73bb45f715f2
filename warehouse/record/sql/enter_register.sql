-- Parameters: $1 the rows, a JSON list; $2 who; $3 the time in microseconds. A row that says nothing of receipts leaves what stands.
INSERT INTO agency_register (agency_id, year, status, contact, receipts, who, why, recorded_at)
WITH given AS (
  SELECT unnest(from_json($1, '[{"agency_id":"BIGINT","year":"SMALLINT","status":"VARCHAR",'
                          || '"contact":"VARCHAR","receipts":"BOOLEAN","why":"VARCHAR"}]'),
                recursive := true)
),
ranked AS (
  SELECT agency_id, year, status, contact, receipts,
         row_number() OVER (PARTITION BY agency_id, year ORDER BY recorded_at DESC, status) AS place
  FROM agency_register
)
SELECT g.agency_id, g.year, g.status, nullif(g.contact, ''), coalesce(g.receipts, r.receipts), $2, nullif(g.why, ''), make_timestamptz($3)
FROM given g
LEFT JOIN ranked r ON r.agency_id = g.agency_id AND r.year = g.year AND r.place = 1
WHERE r.status IS DISTINCT FROM g.status OR r.contact IS DISTINCT FROM nullif(g.contact, '')
   OR coalesce(g.receipts, r.receipts) IS DISTINCT FROM r.receipts;
