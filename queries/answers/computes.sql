-- Grain: one row, whether the database has views that compute what is stored, and views that show what a release holds.
SELECT count(*) FILTER (WHERE schema_name = 'live') > 0, count(*) FILTER (WHERE schema_name = 'released') > 0
FROM duckdb_schemas()
WHERE database_name = current_database();
