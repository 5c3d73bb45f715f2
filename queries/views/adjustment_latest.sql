-- Grain: one row for each report and indicator that a person ever adjusted.
-- Sources: adjustment.
-- Meaning: the latest adjustment as of the day. One whose value is the published value takes an earlier one back.
-- Additive over: nothing. Excluded: earlier adjustments of the same cell. Null rule: a NULL value takes a number away.
CREATE OR REPLACE VIEW adjustment_latest AS
WITH ranked AS (
  SELECT report_id, indicator_id, published_value, value,
         row_number() OVER (PARTITION BY report_id, indicator_id ORDER BY recorded_at DESC, value) AS place
  FROM adjustment
  WHERE recorded_at < (SELECT known_before FROM as_of)
)
SELECT report_id, indicator_id, published_value, value
FROM ranked
WHERE place = 1;
