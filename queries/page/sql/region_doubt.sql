-- Grain: one row for each indicator whose published total cannot be what the members add up to. Sources: reconciliation, indicator.
-- Parameters: $1 a region code, $2 a year. Meaning: status unexplained or unresolved, the largest difference first;
-- members names those that are missing and do not explain it.
-- Null rule: both totals have a value.
SELECT CAST(r.subject AS VARCHAR) AS subject, i.code, i.label_zh, i.label_en, CAST(r.published AS VARCHAR) AS published,
       CAST(r.built AS VARCHAR) AS built, r.bound, CAST(r.difference AS VARCHAR) AS difference, r.difference_share,
       r.missing, r.status, coalesce(r.explained_by, '') AS members, CAST(r.expected_gap AS VARCHAR) AS expected_gap
FROM reconciliation r
JOIN indicator i ON i.indicator_id = r.indicator_id
WHERE r.region_code = $1 AND r.year = $2 AND r.status IN ('unexplained', 'unresolved')
ORDER BY abs(r.difference) DESC, i.indicator_id
