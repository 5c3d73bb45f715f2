-- Parameter: $1 the rows, a JSON list.
INSERT INTO verdict (finding_id, verdict, who, why, recorded_at)
SELECT finding_id, verdict, who, why, make_timestamptz(micros)
FROM (
  SELECT unnest(from_json($1, '[{"finding_id":"VARCHAR","verdict":"VARCHAR","who":"VARCHAR","why":"VARCHAR","micros":"BIGINT"}]'),
                recursive := true)
)
