-- Grain: one row, the first and the last of the next versions behind $1 whose subtotals are stored, NULL where there is none.
-- Parameter: $2 how many at most.
SELECT min(version_id), max(version_id)
FROM (
  SELECT version_id FROM subtotal_version WHERE version_id > $1 ORDER BY version_id LIMIT $2
) next;
