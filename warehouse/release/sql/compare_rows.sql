-- Grain: one row: how many rows a release holds of one relation, how many of them the views do not give now, and how many they give that
--   it does not hold. $1 the year, $2 the release; both sides have the same columns. Null rule: no NULLs.
WITH stored AS (
{stored}
),
rebuilt AS (
{rebuilt}
),
gone AS (
  FROM stored EXCEPT ALL FROM rebuilt
),
come AS (
  FROM rebuilt EXCEPT ALL FROM stored
)
SELECT (SELECT count(*) FROM stored) AS compared, (SELECT count(*) FROM gone) AS only_stored, (SELECT count(*) FROM come) AS only_rebuilt
