-- Grain: as stored_row.sql, of the rows that the view gives. $1 the year.
SELECT {columns} FROM {relation} WHERE year = $1 AND {kept}
