-- Grain: one row, how many stored subtotals of the versions from $1 to $2 differ from what their parts give.
-- Needs a session with subtotals = 'computed', in which subtotal_computed computes those of all versions.
WITH stored AS (
  SELECT version_id, indicator_id, value, state
  FROM cell_subtotal
  WHERE version_id BETWEEN $1 AND $2 AND version_id IN (SELECT version_id FROM subtotal_version)
),
computed AS (
  SELECT version_id, indicator_id, value, state
  FROM subtotal_computed
  WHERE version_id BETWEEN $1 AND $2 AND version_id IN (SELECT version_id FROM subtotal_version)
)
SELECT count(*)
FROM (
  (SELECT * FROM stored EXCEPT ALL SELECT * FROM computed)
  UNION ALL
  (SELECT * FROM computed EXCEPT ALL SELECT * FROM stored)
) differing;
