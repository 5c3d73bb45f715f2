-- Grain: one row: the time of the latest population that was recorded, NULL where there is none.
SELECT epoch_us(max(recorded_at)) FROM denominator
