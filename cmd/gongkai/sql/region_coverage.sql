-- Grain: one row for each subject. Sources: coverage, reconciliation. Parameters: $1 a region code, $2 a year.
-- Meaning: coverage of the region by count and by weight, and who explains that the sum from below is smaller.
-- Null rule: preferred is NULL where there is no report; the weights where nothing is known of last year.
SELECT CAST(c.subject AS VARCHAR) AS subject, c.preferred, c.expected, c.reported, c.missing, c.expected_from, c.weighed,
       c.weighted_share, r.explained_by
FROM coverage c
LEFT JOIN (
  SELECT subject, max(explained_by) AS explained_by FROM reconciliation WHERE region_code = $1 AND year = $2 GROUP BY subject
) r ON r.subject = c.subject
WHERE c.region_code = $1 AND c.year = $2
ORDER BY c.subject
