-- $1 the release, $2 its year; {relation} is a view with a column year, {kept} says which of its rows of the year are held.
INSERT INTO release_row (release_id, relation, content)
SELECT $1, '{relation}', CAST(to_json(t) AS VARCHAR)
FROM (SELECT CAST(COLUMNS(*) AS VARCHAR) FROM {relation} WHERE year = $2 AND {kept} ORDER BY ALL) t;
