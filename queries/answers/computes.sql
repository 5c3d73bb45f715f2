-- Grain: one row, whether the database has views that compute what is stored, views that show what a release holds,
--   and views that are internal.
SELECT count(*) FILTER (WHERE schema_name = 'live') > 0, count(*) FILTER (WHERE schema_name = 'released') > 0,
       count(*) FILTER (WHERE schema_name = 'internal') > 0
FROM duckdb_schemas()
WHERE database_name = current_database();
