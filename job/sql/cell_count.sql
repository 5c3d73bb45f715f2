-- Grain: one row. cells: about how many cells of reports there are, as DuckDB estimates without reading them.
-- Source: the catalogue.
SELECT coalesce(max(estimated_size), 0) AS cells
FROM duckdb_tables()
WHERE schema_name = 'main' AND table_name = 'cell' AND NOT internal
