-- Grain: one row, the setting of the database that storing answers changes for a while.
SELECT current_setting('disabled_compression_methods');
