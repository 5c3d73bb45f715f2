-- Grain: one row a table, view (column empty) or column that has a comment, in the order of their names.
SELECT table_name, '' AS column_name, comment FROM duckdb_tables() WHERE NOT internal AND comment IS NOT NULL
UNION ALL
SELECT view_name, '', comment FROM duckdb_views() WHERE NOT internal AND comment IS NOT NULL
UNION ALL
SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal AND comment IS NOT NULL
ORDER BY table_name, column_name;
