-- The public views, then the public tables, each with its kind and what it is. $1 are the names of these, a JSON list; $2 is the language, zh or en: a comment
-- holds both, with a bar between.
SELECT name, kind,
       coalesce(CASE $2::VARCHAR WHEN 'zh' THEN split_part(comment, ' | ', 1) ELSE split_part(comment, ' | ', 2) END, '') AS meaning
FROM (
  SELECT view_name AS name, 'view' AS kind, comment FROM duckdb_views() WHERE NOT internal AND schema_name = 'main'
  UNION ALL
  SELECT table_name, 'table', comment FROM duckdb_tables() WHERE NOT internal AND schema_name = 'main'
    AND list_contains(from_json($1::VARCHAR, '["VARCHAR"]'), table_name)
)
ORDER BY kind DESC, name;
