-- Grain: one row for each level, subject and source of what is expected. Sources: coverage. Parameter: $1 a year.
-- Meaning: how many members the sums from below of the level need, and how many gave a report. share is that of the two where a register
--   says who is due; who is due from history alone is not known. Excluded: regions that expect nobody.
-- Null rule: share is NULL without a register.
SELECT c.level, CAST(c.subject AS VARCHAR) AS subject, c.expected_from, count(*) AS regions, sum(c.expected) AS expected,
       sum(c.reported) AS reported,
       CASE WHEN c.expected_from = 'register' THEN CAST(sum(c.reported) AS DOUBLE) / nullif(sum(c.expected), 0) END AS share
FROM coverage c
JOIN region_level l ON l.level = c.level
WHERE c.year = $1 AND c.expected > 0
GROUP BY c.level, l.depth, c.subject, c.expected_from
ORDER BY l.depth, c.subject, c.expected_from
