-- Grain: one row, 1 where the database has table $1, of what is stored beside the reports, 0 where an earlier version made it.
SELECT count(*) FROM duckdb_tables() WHERE table_name = $1;
