-- Grain: one row, how many rows of a stored answer differ from what the tables give, which is a query.
WITH computed AS MATERIALIZED (
  {computed}
)
SELECT count(*)
FROM (
  (FROM stored.{answer} EXCEPT ALL FROM computed)
  UNION ALL
  (FROM computed EXCEPT ALL FROM stored.{answer})
) differing;
