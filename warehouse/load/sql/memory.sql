-- Grain: one row, the limit of DuckDB's memory in MiB, and how many documents there are, whose keys must fit into it.
SELECT
    CAST(parse_formatted_bytes(current_setting('memory_limit')) // (1024 * 1024) AS BIGINT),
    (SELECT count(*) FROM document);
