-- Grain: one row, the first and the last of the next versions whose subtotals are to be stored, NULL where there is none.
-- Parameter: $1 how many at most. So many at a time bound the memory, whatever a warehouse holds.
SELECT min(version_id), max(version_id)
FROM (
  SELECT version_id FROM subtotal_pending ORDER BY version_id LIMIT $1
) next;
