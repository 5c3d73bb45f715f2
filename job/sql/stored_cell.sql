-- Grain: one row for each stored cell of a version, as printed. Sources: cell, indicator. Parameter: $1 the version.
-- Null rule: a cell without a value has none; raw is empty where it equals the value.
SELECT i.code, CAST(c.state AS VARCHAR) AS state, rtrim(rtrim(CAST(c.value AS VARCHAR), '0'), '.') AS value, coalesce(c.raw, '') AS raw,
       coalesce(c.page, 0) AS page, coalesce(c.grid, 0) AS grid, coalesce(c.place_row, 0) AS place_row,
       coalesce(c.place_column, 0) AS place_column
FROM cell c
JOIN indicator i ON i.indicator_id = c.indicator_id
WHERE c.version_id = $1
ORDER BY c.indicator_id
