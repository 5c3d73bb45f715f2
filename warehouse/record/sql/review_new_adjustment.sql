-- Parameter: $1 the rows, a JSON list. Numbers are texts, so that none passes through a float.
INSERT INTO adjustment (report_id, indicator_id, published_value, value, who, why, recorded_at)
SELECT report_id, indicator_id, CAST(published_value AS DECIMAL(18, 6)), CAST(value AS DECIMAL(18, 6)), who, why, make_timestamptz(micros)
FROM (
  SELECT unnest(from_json($1, '[{"report_id":"BIGINT","indicator_id":"SMALLINT","published_value":"VARCHAR","value":"VARCHAR",
                                 "who":"VARCHAR","why":"VARCHAR","micros":"BIGINT"}]'), recursive := true)
)
