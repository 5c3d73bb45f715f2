-- Grain: one row. Sources: release_total. Parameter: $1 a release. Meaning: its preferred totals with a value, how many of them miss a
--   member, and how many have a cell in doubt.
SELECT count(*) AS totals, count(CASE WHEN bound = 'lower' THEN 1 END) AS lower_bounds, count(CASE WHEN flagged > 0 THEN 1 END) AS flagged
FROM release_total
WHERE release_id = $1 AND preferred AND value IS NOT NULL
