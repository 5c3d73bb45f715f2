-- Grain: one row for each indicator of which a region has a published and a built total. Sources: reconciliation, indicator.
-- Parameters: $1 a region code, $2 a year.
-- Meaning: both totals side by side, and whether they agree; members names those that explain a difference, or are missing.
-- Null rule: a total that nobody gave is NULL; difference and share where either is.
SELECT CAST(r.subject AS VARCHAR) AS subject, i.code, i.label_zh, i.label_en, i.unit, CAST(r.published AS VARCHAR) AS published,
       CAST(r.built AS VARCHAR) AS built, r.bound, CAST(r.difference AS VARCHAR) AS difference, r.difference_share, r.missing, r.status,
       coalesce(r.explained_by, '') AS members
FROM reconciliation r
JOIN indicator i ON i.indicator_id = r.indicator_id
WHERE r.region_code = $1 AND r.year = $2
ORDER BY CASE r.status WHEN 'unexplained' THEN 0 WHEN 'unresolved' THEN 1 ELSE 2 END, i.subject, i.indicator_id
