-- Grain: one row, the release that the session shows; the natural key is release_id. The day is that of Shanghai.
SELECT
    release_id, year, status, inputs, totals, views, parser_version, rules_version, reference_hash, program, reports,
    CAST(timezone('Asia/Shanghai', recorded_at) AS DATE) AS recorded_on
FROM release
WHERE release_id = getvariable('release')
ORDER BY release_id;
