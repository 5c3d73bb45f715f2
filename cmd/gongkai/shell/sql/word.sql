-- What can be completed in the shell: relations, their columns (with the relation), indicator codes and their parts, regions
-- and agencies by name, and the words of SQL.
SELECT 'relation' AS kind, table_name AS word, '' AS relation FROM information_schema.tables WHERE table_schema = 'main'
UNION ALL
SELECT 'column', column_name, table_name FROM information_schema.columns WHERE table_schema = 'main'
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
