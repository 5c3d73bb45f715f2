-- Stores the subtotals of the pending versions from $1 to $2. In the order of the cells, so that those of one version stand together.
INSERT INTO cell_subtotal (version_id, indicator_id, value, state)
SELECT version_id, indicator_id, value, state
FROM subtotal_computed
WHERE version_id BETWEEN $1 AND $2
ORDER BY version_id, indicator_id;
