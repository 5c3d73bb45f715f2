-- Grain: one row for each rule with open errors on reports of a release. Sources: release_input, open_finding. Parameter: $1 a release.
SELECT f.rule, count(DISTINCT f.finding_id) AS findings, count(DISTINCT f.version_id) AS reports
FROM release_input n
JOIN open_finding f ON f.version_id = n.version_id
WHERE n.release_id = $1
GROUP BY f.rule
ORDER BY findings DESC, f.rule
