-- Grain: one row, whether the database has views that compute what is stored.
SELECT count(*) > 0 FROM duckdb_schemas() WHERE database_name = current_database() AND schema_name = 'live';
