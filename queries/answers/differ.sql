-- Grain: one row, how many rows of a stored answer differ from what the tables give, which stands in the temporary view of its name.
WITH computed AS MATERIALIZED (
  FROM temp.{answer}
)
SELECT count(*)
FROM (
  (FROM stored.{answer} EXCEPT ALL FROM computed)
  UNION ALL
  (FROM computed EXCEPT ALL FROM stored.{answer})
) differing;
