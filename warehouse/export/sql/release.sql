-- Grain: one row a frozen yearly roll-up, of one year or all; the natural key is release_id. The day is that of Shanghai.
SELECT
    release_id, year, status, inputs, parser_version, rules_version, reference_hash,
    CAST(timezone('Asia/Shanghai', recorded_at) AS DATE) AS recorded_on
FROM release
WHERE $year IN (0, year) AND recorded_at < (SELECT known_before FROM as_of)
ORDER BY year, recorded_at, release_id;
