-- Grain: one row: the time of the latest entry that a person made about bodies and reports, NULL where there is none.
SELECT epoch_us(max(recorded_at))
FROM (
  SELECT recorded_at FROM override
  UNION ALL
  SELECT recorded_at FROM agency_alias
  UNION ALL
  SELECT recorded_at FROM agency_change
  UNION ALL
  SELECT recorded_at FROM agency_successor
  UNION ALL
  SELECT recorded_at FROM agency_register
  UNION ALL
  SELECT recorded_at FROM deadline
  UNION ALL
  SELECT recorded_at FROM looked_at
)
