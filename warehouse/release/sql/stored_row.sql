-- Grain: one row for each row that a release holds of {relation}. $2 the release.
SELECT {columns} FROM release_row WHERE release_id = $2 AND relation = '{relation}'
