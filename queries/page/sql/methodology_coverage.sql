-- Grain: one row for the nation, each province and city with a total in a release, and subject.
-- Sources: coverage, release_total, indicator. Parameters: $1 the release; $2 the year.
-- Meaning: totals are those of the preferred basis that have a value, lower those of them that lack a member.
-- Excluded: regions of which there is no total. Null rule: preferred is NULL where there is none.
SELECT c.level, c.region_name, c.region_code, CAST(c.subject AS VARCHAR) AS subject, c.preferred, c.expected, c.reported, c.missing,
       c.reports, c.expected_regions, c.reported_regions, c.expected_from, k.totals, k.lower
FROM coverage c
JOIN (
  SELECT t.region_code, i.subject, count(CASE WHEN t.preferred THEN t.value END) AS totals,
         count(CASE WHEN t.preferred AND t.bound = 'lower' THEN t.value END) AS lower
  FROM release_total t
  JOIN indicator i ON i.indicator_id = t.indicator_id
  WHERE t.release_id = $1
  GROUP BY t.region_code, i.subject
) k ON k.region_code = c.region_code AND CAST(k.subject AS VARCHAR) = CAST(c.subject AS VARCHAR)
WHERE c.year = $2 AND c.level IN ('nation', 'province', 'city')
ORDER BY CASE c.level WHEN 'nation' THEN 1 WHEN 'province' THEN 2 ELSE 3 END, c.region_code, c.subject
