-- What can be completed in the shell: public relations ($1 are the names of all but aliases, a JSON list), their columns (with the relation), indicator codes and their parts, regions
-- and agencies by name, and the words of SQL.
WITH shown AS (
  SELECT table_name FROM information_schema.tables
  WHERE table_schema = 'main' AND table_catalog = current_database()
    AND (table_type = 'VIEW' OR list_contains(from_json($1::VARCHAR, '["VARCHAR"]'), table_name))
)
SELECT 'relation' AS kind, table_name AS word, '' AS relation FROM shown
UNION ALL
SELECT 'column', c.column_name, c.table_name FROM information_schema.columns c
JOIN shown s ON s.table_name = c.table_name
WHERE c.table_schema = 'main' AND c.table_catalog = current_database()
UNION ALL
SELECT 'value', word, '' FROM (
  SELECT code AS word FROM indicator
  UNION SELECT item FROM indicator
  UNION SELECT heading FROM indicator
  UNION SELECT name FROM region
  UNION SELECT code FROM region
  UNION SELECT name FROM agency
)
UNION ALL
SELECT 'keyword', upper(keyword_name), '' FROM duckdb_keywords()
WHERE keyword_category = 'reserved'
   OR keyword_name IN ('over', 'partition', 'filter', 'values', 'by', 'join', 'left', 'full', 'inner', 'describe',
                       'summarize', 'explain')
ORDER BY kind, word, relation;
