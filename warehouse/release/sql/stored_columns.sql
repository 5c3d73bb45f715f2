-- Grain: one row for each column that a release holds of {relation} and the view has now, with its type. $1 the release.
SELECT c.column_name, c.column_type
FROM (DESCRIBE SELECT * FROM {relation}) c
WHERE c.column_name IN (SELECT DISTINCT unnest(json_keys(content)) FROM release_row WHERE release_id = $1 AND relation = '{relation}')
