-- Grain: one row, how many stored digests of the versions from $1 to $2 differ from what their cells give.
-- Needs a session with subtotals = 'computed', in which digest_computed computes those of all versions.
WITH stored AS (
  SELECT version_id, subject, filled, numbers, flow_numbers, cells_digest, filled_digest
  FROM table_digest
  WHERE version_id BETWEEN $1 AND $2 AND version_id IN (SELECT version_id FROM subtotal_version)
),
computed AS (
  SELECT version_id, subject, filled, numbers, flow_numbers, cells_digest, filled_digest
  FROM digest_computed
  WHERE version_id BETWEEN $1 AND $2 AND version_id IN (SELECT version_id FROM subtotal_version)
)
SELECT count(*)
FROM (
  (SELECT * FROM stored EXCEPT ALL SELECT * FROM computed)
  UNION ALL
  (SELECT * FROM computed EXCEPT ALL SELECT * FROM stored)
) differing;
