-- Grain: one row, 1 where the database keeps subtotals, 0 where an earlier version made it.
SELECT count(*) FROM duckdb_tables() WHERE table_name = 'subtotal_version';
