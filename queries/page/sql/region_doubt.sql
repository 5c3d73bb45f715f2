-- Grain: one row for each indicator whose published total cannot be what the members add up to. Sources: reconciliation, indicator.
-- Parameters: $1 a region code, $2 a year. Meaning: status unexplained, the largest difference first.
-- Null rule: both totals have a value.
SELECT CAST(r.subject AS VARCHAR) AS subject, i.code, i.label_zh, i.label_en, CAST(r.published AS VARCHAR) AS published,
       CAST(r.built AS VARCHAR) AS built, r.bound, CAST(r.difference AS VARCHAR) AS difference, r.missing
FROM reconciliation r
JOIN indicator i ON i.indicator_id = r.indicator_id
WHERE r.region_code = $1 AND r.year = $2 AND r.status = 'unexplained'
ORDER BY abs(r.difference) DESC, i.indicator_id
