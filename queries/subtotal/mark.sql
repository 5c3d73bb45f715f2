-- Says of the pending versions from $1 to $2 that their subtotals are stored.
INSERT INTO subtotal_version (version_id)
SELECT version_id
FROM subtotal_pending
WHERE version_id BETWEEN $1 AND $2
ORDER BY version_id;
