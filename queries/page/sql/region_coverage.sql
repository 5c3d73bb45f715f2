-- Grain: one row for each subject. Sources: coverage. Parameters: $1 a region code, $2 a year.
-- Meaning: coverage of the region by count and by weight. Null rule: preferred is NULL where there is no report; the weights where
--   nothing is known of last year, the share also where no register says who is expected.
SELECT CAST(subject AS VARCHAR) AS subject, preferred, expected, reported, missing, reports, expected_regions, reported_regions,
       expected_from, weighed, weighted_share
FROM coverage
WHERE region_code = $1 AND year = $2
ORDER BY coverage.subject
