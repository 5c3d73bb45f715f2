-- Grain: one row for each version and indicator that a person adjusted.
-- Sources: adjustment, report_version, the session variable values.
-- Meaning: the latest adjustment as of the day, and only in a session with values = 'adjusted': empty otherwise.
--   It holds while the published value is still the one it corrects; cell_adjusted compares.
-- Additive over: nothing. Excluded: earlier adjustments of the same cell. Null rule: a NULL value takes a number away.
CREATE OR REPLACE VIEW adjustment_current AS
WITH ranked AS (
  SELECT report_id, indicator_id, published_value, value,
         row_number() OVER (PARTITION BY report_id, indicator_id ORDER BY recorded_at DESC, value) AS place
  FROM adjustment
  WHERE getvariable('values') = 'adjusted' AND recorded_at < (SELECT known_before FROM as_of)
)
SELECT v.version_id, r.indicator_id, r.published_value, r.value
FROM ranked r
JOIN report_version v ON v.report_id = r.report_id
WHERE r.place = 1;
