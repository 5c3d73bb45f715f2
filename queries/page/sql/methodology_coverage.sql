-- Grain: one row for each province and city with a report in a release, and subject. Sources: coverage, release_total, indicator.
-- Parameters: $1 the release; $2 the year. Excluded: regions of which there is no total. Null rule: preferred is empty where there is none.
SELECT c.level, c.region_name, c.region_code, CAST(c.subject AS VARCHAR) AS subject, CAST(c.reported AS VARCHAR) AS reported,
       CAST(c.expected AS VARCHAR) AS expected, CAST(c.missing AS VARCHAR) AS missing,
       coalesce(c.preferred, '') AS preferred, c.expected_from
FROM coverage c
JOIN (
  SELECT DISTINCT t.region_code, i.subject
  FROM release_total t
  JOIN indicator i ON i.indicator_id = t.indicator_id
  WHERE t.release_id = $1
) k ON k.region_code = c.region_code AND CAST(k.subject AS VARCHAR) = CAST(c.subject AS VARCHAR)
WHERE c.year = $2 AND c.level IN ('nation', 'province', 'city')
ORDER BY CASE c.level WHEN 'nation' THEN 1 WHEN 'province' THEN 2 ELSE 3 END, c.region_code, subject
