-- Grain: one row for each level and subject. Sources: region_valid, subject_name, release_total, indicator.
-- Parameters: $1 a release, $2 its year.
-- Meaning: how many regions of the level there are, for how many the release has a preferred total with any value, and in how many of
--   these no cell of it misses a member; the others are lower bounds. Null rule: no NULLs.
WITH held AS (
  SELECT t.region_code, i.subject, max(t.missing) AS missing
  FROM release_total t
  JOIN indicator i ON i.indicator_id = t.indicator_id
  WHERE t.release_id = $1 AND t.preferred AND t.value IS NOT NULL
  GROUP BY t.region_code, i.subject
)
SELECT v.level, n.subject, count(*) AS regions, count(h.region_code) AS given, count(CASE WHEN h.missing = 0 THEN 1 END) AS whole
FROM region_valid v
CROSS JOIN subject_name n
LEFT JOIN held h ON h.region_code = v.region_code AND CAST(h.subject AS VARCHAR) = CAST(n.subject AS VARCHAR)
WHERE v.year = $2
GROUP BY v.level, v.depth, n.subject
ORDER BY v.depth, n.subject
