-- The columns of the table or view $1 in their order, each with its type and what it is. $2 is the language, zh or en: a
-- comment holds both, with a bar between. The values of an ENUM are left out.
SELECT column_name AS name, split_part(data_type, '(''', 1) AS kind,
       coalesce(CASE $2::VARCHAR WHEN 'zh' THEN split_part(comment, ' | ', 1) ELSE split_part(comment, ' | ', 2) END, '') AS meaning
FROM duckdb_columns()
WHERE NOT internal AND schema_name = 'main' AND lower(table_name) = lower($1::VARCHAR)
ORDER BY column_index;
