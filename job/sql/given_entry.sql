-- Grain: one row for each field that a manifest settled when a version was read. Sources: evidence. Parameter: $1 the version.
SELECT field, min(value) AS value FROM evidence WHERE version_id = $1 AND source = 'manifest' GROUP BY field ORDER BY field
