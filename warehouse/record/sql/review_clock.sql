-- Grain: one row: the time of the latest verdict or adjustment, NULL where there is none.
SELECT epoch_us(max(recorded_at))
FROM (SELECT recorded_at FROM verdict UNION ALL SELECT recorded_at FROM adjustment)
