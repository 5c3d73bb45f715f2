-- Grain: one row for each region of a level that has a report on the subject. Sources: ranking.
-- Parameters: $1 the year; $2 the level; $3 the code of an indicator or rate.
-- Meaning: the ranked ones in their order, the others below by value. Null rule: as the view.
SELECT region_code, region_name, CASE WHEN is_rate THEN value END AS rate,
       CASE WHEN NOT is_rate THEN CAST(CAST(value AS DECIMAL(38, 6)) AS VARCHAR) END AS value,
       CAST(n AS VARCHAR) AS n, low, high, rank, rank_group, rank_from, rank_to, coalesce(reason, '') AS reason,
       coalesce(breaks, '') AS breaks, basis,
       missing, flagged
FROM ranking
WHERE year = $1 AND level = $2 AND code = $3
ORDER BY rank NULLS LAST, ranking.value DESC NULLS LAST, region_code
