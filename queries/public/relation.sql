-- Grain: one row for each public table and view, aliases among them, by name, as SHOW TABLES lists what is there. Parameter: $1 the public
--   names, a JSON list. Null rule: no NULLs.
SELECT view_name AS name FROM duckdb_views() WHERE NOT internal AND schema_name = 'main' AND database_name = current_database()
UNION ALL
SELECT table_name FROM duckdb_tables()
WHERE NOT internal AND schema_name = 'main' AND database_name = current_database()
  AND list_contains(from_json($1::VARCHAR, '["VARCHAR"]'), table_name)
ORDER BY name
