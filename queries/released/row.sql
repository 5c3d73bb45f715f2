-- A relation of which a release holds the rows, each as a JSON object of its columns: a column that came later is NULL.
SELECT {columns}
FROM release_row
WHERE release_id = getvariable('release') AND relation = '{relation}'
